import { expect, test } from 'vitest';
import type { Reply } from '../../mock/index.ts';
import { idempotency } from '../../scenarios/idempotency.ts';
import { openControl } from '../mock/control/open-control.ts';
import { ANYTHING, tinySandbox } from '../mock/stages/tiny-sandbox.ts';
import { aRequest, BRAVO, DEMO, ISSUE, issueBody, PRODUCTION, SDK_TEST } from '../support/a-request.ts';
import { answered } from '../support/answered.ts';
import { codeOf, dataOf, fieldsOf } from '../support/code-of.ts';
import { openSandbox, START } from '../support/open-sandbox.ts';

const KEY = '7c1f7a2e-6a0e-4d6b-9f0c-0b6f0b4f3a11';

const under = (key: string): { readonly headers: { readonly 'idempotency-key': string } } => ({
  headers: { 'idempotency-key': key },
});

test('replays the first success, status and body', async () => {
  const { send } = await openSandbox();
  const first = send(under(KEY));

  const replay = send(under(KEY));

  expect(replay.status).toBe(200);
  expect(replay.body).toEqual(first.body);
  expect(replay.headers).toMatchObject({ 'idempotency-replay': 'true', 'content-type': 'application/json' });
  expect(first.headers).not.toHaveProperty('idempotency-replay');
});

test('creates one call and one token, however often the request is repeated', async () => {
  const { send, records } = await openSandbox();

  send(under(KEY));
  send(under(KEY));
  send(under(KEY));

  expect(records('calls')).toHaveLength(1);
  expect(records('token-lifecycle')).toHaveLength(1);
});

test('replays with a fresh request id and fresh budget headers', async () => {
  const { send } = await openSandbox();
  const first = send(under(KEY));

  const replay = send(under(KEY));

  expect(replay.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  expect(first.headers['x-ratelimit-remaining']).toBe('599');
  expect(replay.headers['x-ratelimit-remaining']).toBe('598');
});

test('replays a token that has since ended', async () => {
  const { send, control } = await openControl();
  const first = send(under(KEY));
  const bearer = dataOf(first).token;
  control('POST', '/gateway/connect', {}, { bearer });
  control('POST', '/gateway/hangup', {}, { bearer });

  expect(send(under(KEY)).body).toEqual(first.body);
  expect(codeOf(control('POST', '/gateway/connect', {}, { bearer }))).toBe('token_ended');
});

test('replays even if the number has since been removed', async () => {
  const { send, control } = await openControl();
  const first = send(under(KEY));
  control('DELETE', '/numbers/%2B14155550100');

  expect(send(under(KEY)).body).toEqual(first.body);
  expect(codeOf(send())).toBe('forbidden');
});

test('refuses a key that was used for another request, and names that request', async () => {
  const { send } = await openSandbox();
  const first = send(under(KEY));

  const reply = send({ ...under(KEY), body: issueBody('+14155550115') });

  expect(reply.status).toBe(409);
  expect(codeOf(reply)).toBe('idempotency_conflict');
  expect(fieldsOf(reply)['conflicts_with']).toBe(first.headers['x-request-id']);
});

test.for([
  [{ a: 1 }, [['a', 1]]],
  [{ a: { b: 1 } }, { a: [['b', 1]] }],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: null }, {}],
  [
    { 1: 'a', 2: 'b' },
    { 1: 'b', 2: 'a' },
  ],
])('treats %j and %j as different requests', ([body, other]) => {
  const { send } = tinySandbox({ scenarios: [idempotency], operation: { parameters: [KEY_HEADER] } });
  send({ ...under(KEY), body });

  expect(send({ ...under(KEY), body: other }).status).toBe(409);
});

const KEY_HEADER = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } };

test('distinguishes bodies that are not JSON by type and length only', () => {
  const { handle } = tinySandbox({
    scenarios: [idempotency],
    operation: { parameters: [KEY_HEADER], requestBody: { content: { 'text/plain': {} } } },
  });
  const sendText = (bytes: number): Reply =>
    handle({
      ...aRequest({ ...under(KEY), target: '/things' }),
      body: { kind: 'other', mediaType: 'text/plain', bytes },
    }).reply;
  sendText(3);

  expect(sendText(3).headers['idempotency-replay']).toBe('true');
  expect(sendText(4).status).toBe(409);
});

test('treats query and path parameters as part of the request', async () => {
  const { send } = await openSandbox();
  send({ ...under(KEY), target: '/v1/webrtc-token?a=1&b=2' });

  expect(send({ ...under(KEY), target: '/v1/webrtc-token?b=2&a=1' }).status).toBe(200);
  expect(codeOf(send({ ...under(KEY), target: '/v1/webrtc-token?a=1&b=3' }))).toBe('idempotency_conflict');
});

test('ignores the order of properties', async () => {
  const { send } = await openSandbox();
  const { from_number, to_number } = issueBody();
  send({ ...under(KEY), body: { from_number, to_number } });

  expect(send({ ...under(KEY), body: { to_number, from_number } }).headers['idempotency-replay']).toBe('true');
});

test('stores idempotency keys separately for each API key', async () => {
  const { send } = await openSandbox();
  send(under(KEY));

  const others = [DEMO, SDK_TEST].map((key) => send({ ...under(KEY), key }));

  expect(others.map(({ status }) => status)).toEqual([200, 200]);
  expect(others.every(({ headers }) => headers['idempotency-replay'] === undefined)).toBe(true);
});

test('does not reveal a key of another organization', async () => {
  const { send } = await openSandbox();
  send(under(KEY));

  const reply = send({ ...under(KEY), key: BRAVO, body: issueBody('+14155550110', '+14155550150') });

  expect(reply.status).toBe(200);
  expect(reply.headers).not.toHaveProperty('idempotency-replay');
});

test('stores idempotency keys separately for each operation', () => {
  const operation = { parameters: [KEY_HEADER], responses: { 200: ANYTHING } };
  const other = { post: { ...operation, operationId: 'make_other' } };
  const { send } = tinySandbox({ scenarios: [idempotency], operation, paths: { '/others': other } });
  send(under(KEY));

  expect(send({ ...under(KEY), target: '/others' }).headers).not.toHaveProperty('idempotency-replay');
  expect(send(under(KEY)).headers['idempotency-replay']).toBe('true');
});

test('stores idempotency keys separately for each world', async () => {
  const { send } = await openSandbox();
  send(under(KEY));

  expect(send(under(KEY), 'other').headers).not.toHaveProperty('idempotency-replay');
});

test('stores a success for 24 hours on the clock of the world', async () => {
  const { send, control } = await openControl();
  const first = send(under(KEY));

  control('POST', '/clock/advance', { seconds: 24 * 3600 - 1 });
  expect(send(under(KEY)).body).toEqual(first.body);

  control('POST', '/clock/advance', { seconds: 1 });
  const fresh = send(under(KEY));
  expect(fresh.headers).not.toHaveProperty('idempotency-replay');
  expect(dataOf(fresh).token).not.toBe(dataOf(first).token);
});

test('counts the 24 hours from the first success, not from a replay', async () => {
  const { send, pass } = await openSandbox();
  send(under(KEY));
  pass(12 * 3600);
  send(under(KEY));

  pass(12 * 3600);

  expect(send(under(KEY)).headers).not.toHaveProperty('idempotency-replay');
});

test('does not store refusals: the key can be used again immediately', async () => {
  const { send } = await openSandbox();

  expect(codeOf(send({ ...under(KEY), body: {} }))).toBe('validation_error');
  expect(codeOf(send({ ...under(KEY), body: issueBody('+14155550110', '+14155550150') }))).toBe('forbidden');
  expect(codeOf(send({ ...under(KEY), body: issueBody('+911') }))).toBe('emergency_destination');
  expect(send(under(KEY)).status).toBe(200);
});

test('does not store a 429', async () => {
  const { send, pass } = await openSandbox({ scenarios: { throttling: { planLimits: { production: 1 } } } });
  send();
  expect(send(under(KEY)).status).toBe(429);

  pass(60);

  expect(send(under(KEY)).status).toBe(200);
});

test('throttles a replay like any other request', async () => {
  const { send } = await openSandbox({ scenarios: { throttling: { planLimits: { production: 1 } } } });
  send(under(KEY));

  expect(codeOf(send(under(KEY)))).toBe('rate_limited');
});

test('does not store a forced outcome', async () => {
  const { send, control } = await openControl();
  control('POST', '/overrides', { operation: ISSUE, reply: { status: 200, body: { data: aData } } });

  expect(dataOf(send(under(KEY))).token).toBe('forced');
  expect(send(under(KEY)).headers).not.toHaveProperty('idempotency-replay');
});

const aData = { token: 'forced', expires_in: 1, call_id: 'forced', ...issueBody() };

test.for([
  ['"abc"', 'abc'],
  ['  abc  ', 'abc'],
  [String.raw`"a\"b"`, 'a"b'],
  [String.raw`"a\\b"`, String.raw`a\b`],
  ['"a"b"', '"a"b"'],
  ['"abc', '"abc'],
])('treats the key %s as %s', async ([quoted, bare]) => {
  const { send } = await openSandbox();
  send(under(bare ?? ''));

  expect(send(under(quoted ?? '')).headers['idempotency-replay']).toBe('true');
});

test.for([
  ['an empty key', '', 'must not be empty; a UUID is recommended'],
  ['a blank key', '   ', 'must not be empty; a UUID is recommended'],
  ['an empty quoted key', '""', 'must not be empty; a UUID is recommended'],
  ['a key of 256 bytes', 'k'.repeat(256), 'must not be longer than 255 bytes'],
  ['a quoted key of 256 bytes', `"${'k'.repeat(256)}"`, 'must not be longer than 255 bytes'],
])('refuses %s', async ([, key, problem]) => {
  const { send } = await openSandbox();

  const reply = send(under(key ?? ''));

  expect(reply.status).toBe(400);
  expect(codeOf(reply)).toBe('idempotency_key_invalid');
  expect(fieldsOf(reply)).toEqual({ 'Idempotency-Key': problem });
});

// Node decodes the bytes of a header as Latin-1, one character for each byte.
test.for([
  ['bare', 'k'.repeat(255)],
  ['quoted', `"${'k'.repeat(255)}"`],
  ['beyond ASCII', 'é'.repeat(255)],
])('accepts a key of 255 bytes, %s', async ([, key]) => {
  const { send } = await openSandbox();

  expect(send(under(key ?? '')).status).toBe(200);
});

test('refuses a key that is sent twice, even if both are the same', async () => {
  const { sandbox } = await openSandbox();
  const request = aRequest();
  const headers = new Map([...request.headers, ['idempotency-key', [KEY, KEY]] as const]);

  const { reply } = answered(sandbox.handle('default', { ...request, headers }, START));

  expect(reply.status).toBe(400);
  expect(fieldsOf(reply)).toEqual({ 'Idempotency-Key': 'must be sent once, but was sent 2 times' });
});

test('names the header in the message of a refused key', async () => {
  const { send } = await openSandbox();

  expect(send(under(''))).toMatchObject({
    body: { error: { message: 'Idempotency-Key must not be empty; a UUID is recommended.' } },
  });
});

test('refuses a duplicate while the first reply is still being sent, and replays it afterwards', async () => {
  const { sandbox, send, control } = await openControl();
  control('POST', '/overrides', { operation: ISSUE, delayMs: 1000 });
  const delayed = answered(sandbox.handle('default', aRequest(under(KEY)), START));

  const duplicate = send(under(KEY));
  delayed.sent();
  const replay = send(under(KEY));

  expect(codeOf(duplicate)).toBe('idempotency_in_progress');
  expect(duplicate.status).toBe(409);
  expect(fieldsOf(duplicate)['conflicts_with']).toBe(delayed.reply.headers['x-request-id']);
  expect(replay.body).toEqual(delayed.reply.body);
});

test('refuses a different request under the key of a delayed reply', async () => {
  const { sandbox, send, control } = await openControl();
  control('POST', '/overrides', { operation: ISSUE, delayMs: 1000 });
  sandbox.handle('default', aRequest(under(KEY)), START);

  expect(codeOf(send({ ...under(KEY), body: issueBody('+14155550115') }))).toBe('idempotency_conflict');
});

test('replays to a client whose connection broke during the first reply', async () => {
  const { send, control } = await openControl();
  control('POST', '/overrides', { operation: ISSUE, fault: 'reset' });
  const lost = send(under(KEY));

  const replay = send(under(KEY));

  expect(lost.transport).toBe('reset');
  expect(replay).toMatchObject({ body: lost.body, headers: { 'idempotency-replay': 'true' } });
  expect(replay.transport).toBeUndefined();
});

test('has no effect when the contract does not declare the header', async () => {
  const { send } = await openSandbox({ scenarios: { idempotency: { header: 'X-Once' } } });

  send({ key: PRODUCTION, headers: { 'x-once': KEY } });

  expect(send({ headers: { 'x-once': KEY } }).headers).not.toHaveProperty('idempotency-replay');
});

test('ignores the key when it is switched off', async () => {
  const { send } = await openSandbox({ scenarios: { idempotency: { enabled: false } } });
  send(under(KEY));

  expect(send(under(KEY)).headers).not.toHaveProperty('idempotency-replay');
});
