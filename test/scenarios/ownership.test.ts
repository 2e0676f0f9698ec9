import { expect, test } from 'vitest';
import { put } from '../../mock/index.ts';
import { ownership } from '../../scenarios/ownership.ts';
import { openControl } from '../mock/control/open-control.ts';
import { tinySandbox } from '../mock/stages/tiny-sandbox.ts';
import { BRAVO, DEMO, issueBody } from '../support/a-request.ts';
import { codeOf, fieldsOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const from = (number: string): { readonly body: object } => ({ body: issueBody('+14155550110', number) });

test.for(['+14155550100', '+14155550101'])('lets the caller use its own number %s', async (number) => {
  const { send } = await openSandbox();

  expect(send(from(number)).status).toBe(200);
  expect(send({ ...from(number), key: DEMO }).status).toBe(200);
});

test('gives the same message for a number of another organization and for an unowned one', async () => {
  const { send } = await openSandbox();
  const messageFor = (number: string): string => JSON.stringify(send(from(number)).body).replaceAll(number, 'NUMBER');

  const ofBravo = messageFor('+14155550150');
  const ofUnowned = messageFor('+14155550199');

  expect(ofBravo).toBe(ofUnowned);
});

test('refuses a number that another organization owns, and names the field', async () => {
  const { send } = await openSandbox();

  const reply = send(from('+14155550150'));

  expect(reply.status).toBe(403);
  expect(codeOf(reply)).toBe('forbidden');
  expect(fieldsOf(reply)).toEqual({
    from_number: '+14155550150 is not yours. Use one that your organization owns.',
  });
});

test('lets the owner use a number that it refuses to others', async () => {
  const { send } = await openSandbox();

  expect(send({ ...from('+14155550150'), key: BRAVO }).status).toBe(200);
  expect(send({ ...from('+14155550100'), key: BRAVO }).status).toBe(403);
});

test.for([
  ['+14155550102', 'active'],
  ['+14155550103', 'verified'],
])('refuses %s, which the caller owns but which is not %s', async ([number, state]) => {
  const { send } = await openSandbox();

  const reply = send(from(number ?? ''));

  expect(reply.status).toBe(403);
  expect(codeOf(reply)).toBe('caller_id_not_verified');
  expect(fieldsOf(reply)).toEqual({
    from_number: `${number} may not be used: ${state} is false, and must be true.`,
  });
});

test('applies a change of owner immediately', async () => {
  const { send, control } = await openControl();

  control('POST', '/numbers', { e164: '+14155550150', organization: 'org_acme' });
  expect(send(from('+14155550150')).status).toBe(200);

  control('DELETE', '/numbers/%2B14155550150');
  expect(codeOf(send(from('+14155550150')))).toBe('forbidden');
});

test('keeps ownership separate for each world', async () => {
  const { send, control } = await openControl();

  control('DELETE', '/numbers/%2B14155550100', undefined, { world: 'other' });

  expect(send(from('+14155550100')).status).toBe(200);
  expect(send(from('+14155550100'), 'other').status).toBe(403);
});

test('lets any caller use any number when it is switched off', async () => {
  const { send } = await openSandbox({ scenarios: { ownership: { enabled: false } } });

  expect(send(from('+14155550150')).status).toBe(200);
  expect(send(from('+14155550102')).status).toBe(200);
});

const claim = (settings: object = {}): { readonly claims: readonly object[] } => ({
  claims: [{ operation: 'make_thing', field: '/a/b', collection: 'owned', ...settings }],
});

const seed = [put('owned', { id: 'x', owner: '', organization: '' }), put('owned', { id: 'y', owner: 'another' })];

test.for([{ a: {} }, { a: { b: 7 } }, [], null])('ignores %j, which names no record', (body) => {
  const { send } = tinySandbox({ scenarios: [ownership], settings: { ownership: claim() }, pack: { seed } });

  expect(send({ body }).status).toBe(200);
});

test('names a nested field by its path', () => {
  const { send } = tinySandbox({ scenarios: [ownership], settings: { ownership: claim() }, pack: { seed } });

  expect(send({ body: { a: { b: 'nothing' } } })).toMatchObject({
    status: 403,
    body: { detail: 'a.b: nothing is not yours. Use one that your organization owns.' },
  });
});

test('reads the owner from the configured field', () => {
  const { send } = tinySandbox({
    scenarios: [ownership],
    settings: { ownership: claim({ owner: 'owner' }) },
    pack: { seed },
  });

  expect(send({ body: { a: { b: 'x' } } }).status).toBe(200);
  expect(send({ body: { a: { b: 'y' } } }).status).toBe(403);
});

test('ignores other operations', () => {
  const { send } = tinySandbox({
    scenarios: [ownership],
    settings: { ownership: claim({ operation: 'another' }) },
    pack: { seed },
  });

  expect(send({ body: { a: { b: 'y' } } }).status).toBe(200);
});

test('ignores a request without a body', () => {
  const { send } = tinySandbox({ scenarios: [ownership], settings: { ownership: claim() }, pack: { seed } });

  expect(send({ body: undefined }).status).toBe(200);
});

test('does not treat inherited object properties as records', async () => {
  const { send } = tinySandbox({ scenarios: [ownership], settings: { ownership: claim() }, pack: { seed } });

  expect(send({ body: { a: { b: 'constructor' } } }).status).toBe(403);
});
