import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { Redactor } from '../../../mock/upstream/redactor.ts';

test('what is called a secret gets a placeholder of the same shape, however deep', () => {
  const value = {
    name: 'Ada',
    password: 'Hunter-2é',
    pin: 1234,
    tokens: ['kept'],
    credentials: [{ user: 'Ada', active: true }, null],
  };

  expect(new Redactor([]).masked(value)).toEqual({
    name: 'Ada',
    password: 'Aaaaaa-0a',
    pin: 0,
    tokens: ['kept'],
    credentials: [{ user: 'Aaa', active: true }, null],
  });
});

test('names of one’s own are secret in whatever way they are written', () => {
  expect(new Redactor(['plate_number']).masked({ plateNumber: 'B-XY', 'Plate-Number': 7, plate: 'B' })).toEqual({
    plateNumber: 'A-AA',
    'Plate-Number': 0,
    plate: 'B',
  });
});

test('a secret that is known is hidden wherever it turns up, the longer before its parts', () => {
  const secrecy = new Redactor([], ['abcd', 'abcd-efgh', 'xy']);

  expect(secrecy.masked('see abcd-efgh and abcd in /xy')).toBe('see aaaa-aaaa and aaaa in /xy');
});

test('what a value holds under a secret name is known from then on', () => {
  const secrecy = new Redactor([]).learning({ session: { password: 'swordfish', list: [1, null] } }, 'nothing', null);

  expect(secrecy.masked('the password is swordfish')).toBe('the password is aaaaaaaaa');
});

test('links hide what their parameters are called, and keep the rest', () => {
  expect(new Redactor([]).masked('/me?page=2&access_token=a1#code_secret=B')).toBe(
    '/me?page=2&access_token=a0#code_secret=A',
  );
});

test.for<readonly [what: string, value: unknown, alike: unknown, other: unknown]>([
  ['a secret text', { password: 'a' }, { password: 'another' }, { password: 7 }],
  ['a secret number', { pin: 1 }, { pin: 2 }, { pin: '1' }],
  ['a secret that is null', { token: null }, { token: null }, { token: 'a' }],
  ['secrets in a list', { secret: ['a', 'b'] }, { secret: ['c', 'd'] }, { secret: ['c'] }],
  ['what stands beside', { user: 'me', password: 'a' }, { user: 'me', password: 'b' }, { user: 'you', password: 'a' }],
  ['what is no secret', [{ user: 'me' }], [{ user: 'me' }], [{ user: 'you' }]],
  ['a body with nothing more', { password: 'a' }, { password: 'b' }, { password: 'a', more: 1 }],
])('a rule fits the same request with other secrets: %s', ([, value, alike, other]) => {
  const fits = new Ajv({ strict: false }).compile(new Redactor([]).schemaOf(value));

  expect([fits(value), fits(alike), fits(other)]).toEqual([true, true, false]);
});
