import { expect, test } from 'vitest';
import type { Reply } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { faults } from '../../scenarios/faults.ts';
import { openControl } from '../mock/control/open-control.ts';
import { ANYTHING, tinySandbox } from '../mock/stages/tiny-sandbox.ts';
import { BRAVO, ISSUE, issueBody } from '../support/a-request.ts';
import { codeOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const prefer = (preference: string): { readonly headers: { readonly prefer: string } } => ({
  headers: { prefer: preference },
});

const messageOf = ({ body }: Reply): string => (body as { readonly error: { readonly message: string } }).error.message;

test.for([
  ['+14155550140', 400, 'validation_error'],
  ['+14155550141', 401, 'unauthorized'],
  ['+14155550142', 409, 'conflict'],
  ['+14155550143', 403, 'forbidden'],
  ['+14155550144', 404, 'not_found'],
  ['+14155550149', 429, 'rate_limited'],
] as const)('answers a call to %s with %i %s', async ([number, status, code]) => {
  const { send, records } = await openSandbox();

  const reply = send({ body: issueBody(number) });

  expect(reply.status).toBe(status);
  expect(codeOf(reply)).toBe(code);
  expect(messageOf(reply)).toBe(`The tester asked for this ${status} (magic number ${number}).`);
  expect(records('calls')).toEqual([]);
});

test.for([400, 401, 403, 404, 409, 429])('answers %i when the request prefers it', async (status) => {
  const { send } = await openSandbox();

  const reply = send(prefer(`code=${status}`));

  expect(reply.status).toBe(status);
  expect(reply.headers).toMatchObject({ 'preference-applied': `code=${status}`, vary: 'Prefer' });
});

test('ignores a preference for a status that the contract does not declare', async () => {
  const { send } = await openSandbox();

  const reply = send(prefer('code=503'));

  expect(reply.status).toBe(200);
  expect(reply.headers).not.toHaveProperty('preference-applied');
});

test('handles a request normally when it prefers the default success', async () => {
  const { send, records } = await openSandbox();

  expect(send(prefer('code=200')).status).toBe(200);
  expect(send({ ...prefer('code=200'), key: null }).status).toBe(401);
  expect(records('calls')).toHaveLength(1);
});

test('answers with the preferred success when the contract declares several', () => {
  const { send } = tinySandbox({ scenarios: [faults], operation: { responses: { 200: ANYTHING, 202: ANYTHING } } });

  expect(send(prefer('code=202')).status).toBe(202);
  expect(send(prefer('code=200')).status).toBe(200);
});

test('prefers an override to a preference, and a preference to a magic number', async () => {
  const { send, control } = await openControl();
  const request = { ...prefer('code=404'), body: issueBody('+14155550149') };
  control('POST', '/overrides', { operation: ISSUE, reply: { status: 409 } });

  expect([send(request), send(request)].map(({ status }) => status)).toEqual([409, 404]);
});

test('reports a spent quota with a forced 429, and does not change the counter', async () => {
  const { send, pass } = await openSandbox();
  send();
  pass(17.5);

  const forced = send({ body: issueBody('+14155550149') });

  expect(forced.headers).toMatchObject({
    'retry-after': '43',
    ratelimit: '"default";r=0;t=43',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-limit': '600',
  });
  expect(send().headers['x-ratelimit-remaining']).toBe('598');
});

test('reports the actual budget with any other forced error', async () => {
  const { send } = await openSandbox();
  send();

  expect(send(prefer('code=404')).headers['x-ratelimit-remaining']).toBe('599');
});

test('tells an unknown caller with a forced 429 to wait a minute', async () => {
  const { send } = await openSandbox();

  const reply = send({ body: issueBody('+14155550149'), key: 'unknown' });

  expect(reply.headers).toMatchObject({ 'retry-after': '60' });
  expect(reply.headers).not.toHaveProperty('ratelimit');
});

test('sends no budget headers when throttling is off', async () => {
  const { send } = await openSandbox({ scenarios: { throttling: { enabled: false } } });

  expect(send(prefer('code=429')).headers).not.toHaveProperty('ratelimit');
  expect(send(prefer('code=429')).headers['retry-after']).toBe('60');
});

test('forces an outcome for any caller, even if the request is invalid', async () => {
  const { send } = await openSandbox();

  expect(send({ key: null, body: issueBody('+14155550144') }).status).toBe(404);
  expect(send({ key: BRAVO, body: { to_number: '+14155550144' } }).status).toBe(404);
});

test.for([[], 'text', null, 7, { to_number: ['+14155550149'] }, { __proto__: { to_number: '+14155550149' } }])(
  'finds no magic number in %j',
  async (body) => {
    const { send } = await openSandbox();

    expect(send({ body }).status).toBe(400);
  },
);

test('delays every reply by the configured delay, plus that of an override', async () => {
  const { send, control } = await openControl({ scenarios: { faults: { delayMs: 20 } } });
  control('POST', '/overrides', { operation: ISSUE, delayMs: 5 });

  expect([send(), send()].map(({ delayMs }) => delayMs)).toEqual([25, 20]);
});

test('delays no reply by default', async () => {
  const { send } = await openSandbox();

  expect(send()).not.toHaveProperty('delayMs');
});

test('forces nothing when it is switched off', async () => {
  const { send, control } = await openControl({ scenarios: { faults: { enabled: false } } });
  control('POST', '/overrides', { operation: ISSUE, reply: { status: 409 } });

  const replies = [send(), send({ body: issueBody('+14155550149') })];

  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  expect(control('GET', '/overrides').body).toMatchObject({ overrides: [{ times: 1 }] });
});

test('generates no body for a forced success of an undeclared status', async () => {
  const { send, control } = await openControl();
  control('POST', '/overrides', { operation: ISSUE, reply: { status: 204 } });

  expect(send()).toMatchObject({ status: 204 });
  expect(control('GET', '/requests').body).toMatchObject({ requests: [{ status: 204, undeclared: true }] });
});

test("answers a forced success with the contract's own example", () => {
  const created = { description: 'Made.', content: { 'application/json': { example: { id: 7 } } } };
  const override = { id: 'ovr_1', operation: 'make_thing', times: 1, reply: { status: 201, headers: { 'x-a': 'b' } } };
  const { send } = tinySandbox({
    scenarios: [faults],
    operation: { responses: { 200: ANYTHING, 201: created } },
    pack: { seed: [put('faults', override)] },
  });

  expect(send()).toMatchObject({ status: 201, body: { id: 7 }, headers: { 'x-a': 'b' } });
});

test('refuses to send a forced reply that the contract forbids, and counts it as used', () => {
  const numbered = { description: 'A number.', content: { 'application/json': { schema: { type: 'number' } } } };
  const override = { id: 'ovr_1', operation: 'make_thing', times: 1, reply: { status: 409, body: 'seven' } };
  const { send } = tinySandbox({
    scenarios: [faults],
    operation: { responses: { 200: ANYTHING, 409: numbered } },
    // Such an override can only come from a snapshot: it cannot be queued.
    pack: { seed: [put('faults', override)] },
  });

  const [first, second] = [send(), send()];

  expect(first).toMatchObject({ status: 500, body: { code: 'broken_reply' } });
  expect(first.body).toMatchObject({ detail: expect.stringContaining('the body must be number, and is string') });
  expect(second.status).toBe(200);
});

const BUSY = {
  description: 'Busy.',
  content: { 'application/json': { examples: { busy: { value: { why: 'busy' } } } } },
};

test('answers with the preferred example, for a success and for an error', () => {
  const operation = { responses: { 200: BUSY, 503: BUSY } };
  const { send } = tinySandbox({ scenarios: [faults], operation });

  expect(send(prefer('example=busy'))).toMatchObject({ status: 200, body: { why: 'busy' } });
  expect(send(prefer('code=503, example=busy'))).toMatchObject({ status: 503, body: { why: 'busy' } });
  expect(send(prefer('code=503'))).toMatchObject({ status: 503, body: { code: 'internal' } });
});

test('sends a preferred error as plain text when the contract has no value for it', () => {
  const stream = { description: 'Gone.', content: { 'application/x-stream': { schema: { type: 'object' } } } };
  const { send } = tinySandbox({ scenarios: [faults], operation: { responses: { 200: ANYTHING, 404: stream } } });

  const reply = send(prefer('code=404, dynamic=true'));

  expect(reply).toMatchObject({ status: 404, body: 'The tester asked for this 404 (prefer).' });
});
