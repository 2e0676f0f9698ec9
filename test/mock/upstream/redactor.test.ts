import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { Redactor } from '../../../mock/upstream/redactor.ts';

test('a value with a secret name gets a placeholder of the same shape, at any depth', () => {
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

test('custom secret names match in any spelling style', () => {
  expect(new Redactor(['plate_number']).masked({ plateNumber: 'B-XY', 'Plate-Number': 7, plate: 'B' })).toEqual({
    plateNumber: 'A-AA',
    'Plate-Number': 0,
    plate: 'B',
  });
});

test('a known secret is redacted everywhere, longer secrets first', () => {
  const redactor = new Redactor([], ['abcd', 'abcd-efgh', 'xy']);

  expect(redactor.masked('see abcd-efgh and abcd in /xy')).toBe('see aaaa-aaaa and aaaa in /xy');
});

test('a value with a secret name becomes a known secret', () => {
  const redactor = new Redactor([]).learning({ session: { password: 'swordfish', list: [1, null] } }, 'nothing', null);

  expect(redactor.masked('the password is swordfish')).toBe('the password is aaaaaaaaa');
});

test('links redact parameters with secret names, and keep the rest', () => {
  expect(new Redactor([]).masked('/me?page=2&access_token=a1#code_secret=B')).toBe(
    '/me?page=2&access_token=a0#code_secret=A',
  );
});

test.for<readonly [what: string, value: unknown, alike: unknown, other: unknown]>([
  ['a secret text', { password: 'a' }, { password: 'another' }, { password: 7 }],
  ['a secret number', { pin: 1 }, { pin: 2 }, { pin: '1' }],
  ['a secret that is null', { token: null }, { token: null }, { token: 'a' }],
  ['secrets in a list', { secret: ['a', 'b'] }, { secret: ['c', 'd'] }, { secret: ['c'] }],
  [
    'values beside a secret',
    { user: 'me', password: 'a' },
    { user: 'me', password: 'b' },
    { user: 'you', password: 'a' },
  ],
  ['values that are not secret', [{ user: 'me' }], [{ user: 'me' }], [{ user: 'you' }]],
  ['a body with only a secret', { password: 'a' }, { password: 'b' }, { password: 'a', more: 1 }],
])('a rule matches the same request with other secrets: %s', ([, value, alike, other]) => {
  const matches = new Ajv({ strict: false }).compile(new Redactor([]).schemaOf(value));

  expect([matches(value), matches(alike), matches(other)]).toEqual([true, true, false]);
});
