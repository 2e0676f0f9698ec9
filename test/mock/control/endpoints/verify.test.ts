import { expect, test } from 'vitest';
import { ISSUE, issueBody } from '../../../support/a-request.ts';
import type { ControlHarness } from '../open-control.ts';
import { openControl } from '../open-control.ts';

interface Verification {
  readonly passed: boolean;
  readonly fitting: readonly string[];
  readonly nearMisses: readonly { readonly id: string; readonly problems: readonly string[] }[];
  readonly message: string;
}

const verify = ({ control }: ControlHarness, expectation: object): Verification =>
  control('POST', '/verify', { operation: ISSUE, ...expectation }).body as Verification;

const KEYED = { headers: { 'idempotency-key': 'k1' } };

const hasKey = { properties: { headers: { required: ['idempotency-key'] } } };

const isReplay = {
  properties: {
    headers: { properties: { 'idempotency-replay': { const: 'true' } }, required: ['idempotency-replay'] },
  },
};

const to = (number: string): object => ({ properties: { body: { properties: { to_number: { const: number } } } } });

test('passes if the calls were as expected', async () => {
  const harness = await openControl();
  const ids = [harness.send(KEYED), harness.send(KEYED)].map(({ headers }) => headers['x-request-id']);

  const verdict = verify(harness, { times: 2, request: hasKey, calls: [{}, { reply: isReplay }] });

  expect(verdict).toEqual({ passed: true, fitting: ids, nearMisses: [], message: 'As expected: 2 times.' });
});

test.for([
  [{ times: 0 }, 'to be called never as described. Matching calls: 1.'],
  [{ times: 2 }, 'to be called exactly 2 times as described. Matching calls: 1.'],
  [{ times: { atLeast: 2 } }, 'to be called at least 2 times as described. Matching calls: 1.'],
  [{ times: { atMost: 0 } }, 'to be called never as described. Matching calls: 1.'],
  [{ times: { atLeast: 2, atMost: 4 } }, 'to be called 2 to 4 times as described. Matching calls: 1.'],
  [{ calls: [{}, {}, {}] }, 'to be called exactly 3 times as described. Matching calls: 1.'],
] as const)('reports how often an operation was called that does not meet %j', async ([expectation, message]) => {
  const harness = await openControl();
  harness.send();

  expect(verify(harness, expectation)).toMatchObject({
    passed: false,
    message: expect.stringContaining(message) as string,
  });
});

test.for([[{}], [{ times: { atMost: 1 } }], [{ times: { atLeast: 1, atMost: 2 } }]] as const)(
  'one call meets %j',
  async ([expectation]) => {
    const harness = await openControl();
    harness.send();

    expect(verify(harness, expectation).passed).toBe(true);
  },
);

test('explains near misses, nearest first', async () => {
  const harness = await openControl();
  const far = harness.send({ body: issueBody('+14155550112') }).headers['x-request-id'];
  const near = harness.send({ ...KEYED, body: issueBody('+14155550111') }).headers['x-request-id'];

  const verdict = verify(harness, { request: { allOf: [hasKey, to('+14155550113')] } });

  expect(verdict.nearMisses).toEqual([
    { id: near, problems: ['request.body.to_number must be "+14155550113"'] },
    {
      id: far,
      problems: ['request.headers.idempotency-key is required', 'request.body.to_number must be "+14155550113"'],
    },
  ]);
  expect(verdict.message).toContain(`Nearest:\n  ${near}: request.body.to_number must be "+14155550113"\n  ${far}:`);
});

test('reports which call was not as expected', async () => {
  const harness = await openControl();
  harness.send(KEYED);
  const second = harness.send({ headers: { 'idempotency-key': 'k2' } }).headers['x-request-id'];

  const verdict = verify(harness, { calls: [{}, { reply: isReplay }] });

  expect(verdict.passed).toBe(false);
  expect(verdict.nearMisses).toEqual([
    { id: second, problems: ['call 2: reply.headers.idempotency-replay is required'] },
  ]);
});

test('matches replies by status, stage, and the source of a forced reply', async () => {
  const harness = await openControl();
  harness.send({ body: issueBody('+14155550149') });
  const reply = {
    properties: { status: { const: 429 }, decidedBy: { const: 'faults' }, forcedBy: { pattern: 'magic' } },
  };

  expect(verify(harness, { times: 1, reply }).passed).toBe(true);
});

test('lists the requests that came instead of the operation', async () => {
  const harness = await openControl();
  // Only an existing world records requests without an operation.
  harness.control('POST', '/reset');
  harness.send({ target: '/v1/webrtc-tokens' });

  expect(verify(harness, {}).message).toContain(
    `${ISSUE} was not called. Received: POST /v1/webrtc-tokens, not an operation (once).`,
  );
  expect(verify(await openControl(), {}).message).toContain('No requests were received.');
});

test('fails an exact count after the journal has dropped requests', async () => {
  const harness = await openControl({ journal: { entries: 2, bytes: 1e6 } });
  for (let sent = 0; sent < 3; sent += 1) harness.send();

  expect(verify(harness, { times: 2 })).toMatchObject({
    passed: false,
    message: expect.stringContaining('dropped 1 requests') as string,
  });
  expect(verify(harness, { times: { atLeast: 2 } }).passed).toBe(true);
});

test.for([
  [{ operation: 'webrtc' }, 'Unknown operation webrtc. Known: v1_webrtc_token_post,'],
  [{ request: { type: 'thing' } }, '"request" is not a valid JSON Schema'],
  [{ calls: [{}, { reply: { $ref: '#' } }] }, '"calls.1.reply" is not a valid JSON Schema: "$ref" is not allowed here'],
  [{ times: -1 }, 'times'],
] as const)('refuses %j as an invalid expectation', async ([expectation, message]) => {
  const { control } = await openControl();

  const { status, body } = control('POST', '/verify', { operation: ISSUE, ...expectation });

  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(JSON.stringify(message).slice(1, -1));
});
