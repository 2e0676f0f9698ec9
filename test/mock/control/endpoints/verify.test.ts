import { expect, test } from 'vitest';
import { ISSUE, issueBody } from '../../../support/a-request.ts';
import type { ControlBench } from '../open-control.ts';
import { openControl } from '../open-control.ts';

interface Verdict {
  readonly passed: boolean;
  readonly fitting: readonly string[];
  readonly nearMisses: readonly { readonly id: string; readonly problems: readonly string[] }[];
  readonly message: string;
}

const verify = ({ control }: ControlBench, expectation: object): Verdict =>
  control('POST', '/verify', { operation: ISSUE, ...expectation }).body as Verdict;

const KEYED = { headers: { 'idempotency-key': 'k1' } };

const hasKey = { properties: { headers: { required: ['idempotency-key'] } } };

const isReplay = {
  properties: {
    headers: { properties: { 'idempotency-replay': { const: 'true' } }, required: ['idempotency-replay'] },
  },
};

const to = (number: string): object => ({ properties: { body: { properties: { to_number: { const: number } } } } });

test('passes what came as it was expected', async () => {
  const bench = await openControl();
  const ids = [bench.send(KEYED), bench.send(KEYED)].map(({ headers }) => headers['x-request-id']);

  const verdict = verify(bench, { times: 2, request: hasKey, calls: [{}, { reply: isReplay }] });

  expect(verdict).toEqual({ passed: true, fitting: ids, nearMisses: [], message: 'As expected: 2 times.' });
});

test.for([
  [{ times: 0 }, 'to be called never as described, and found once.'],
  [{ times: 2 }, 'to be called exactly 2 times as described, and found once.'],
  [{ times: { atLeast: 2 } }, 'to be called at least 2 times as described, and found once.'],
  [{ times: { atMost: 0 } }, 'to be called never as described, and found once.'],
  [{ times: { atLeast: 2, atMost: 4 } }, 'to be called 2 to 4 times as described, and found once.'],
  [{ calls: [{}, {}, {}] }, 'to be called exactly 3 times as described, and found once.'],
] as const)('says how often %j was not met', async ([expectation, words]) => {
  const bench = await openControl();
  bench.send();

  expect(verify(bench, expectation)).toMatchObject({
    passed: false,
    message: expect.stringContaining(words) as string,
  });
});

test.for([[{}], [{ times: { atMost: 1 } }], [{ times: { atLeast: 1, atMost: 2 } }]] as const)(
  'takes %j as met by one call',
  async ([expectation]) => {
    const bench = await openControl();
    bench.send();

    expect(verify(bench, expectation).passed).toBe(true);
  },
);

test('explains near misses, the nearest first', async () => {
  const bench = await openControl();
  const far = bench.send({ body: issueBody('+14155550112') }).headers['x-request-id'];
  const near = bench.send({ ...KEYED, body: issueBody('+14155550111') }).headers['x-request-id'];

  const verdict = verify(bench, { request: { allOf: [hasKey, to('+14155550113')] } });

  expect(verdict.nearMisses).toEqual([
    { id: near, problems: ['request.body.to_number must be "+14155550113"'] },
    {
      id: far,
      problems: ['request.headers.idempotency-key is required', 'request.body.to_number must be "+14155550113"'],
    },
  ]);
  expect(verdict.message).toContain(`Nearest:\n  ${near}: request.body.to_number must be "+14155550113"\n  ${far}:`);
});

test('says which of the calls was not as expected', async () => {
  const bench = await openControl();
  bench.send(KEYED);
  const second = bench.send({ headers: { 'idempotency-key': 'k2' } }).headers['x-request-id'];

  const verdict = verify(bench, { calls: [{}, { reply: isReplay }] });

  expect(verdict.passed).toBe(false);
  expect(verdict.nearMisses).toEqual([
    { id: second, problems: ['call 2: reply.headers.idempotency-replay is required'] },
  ]);
});

test('judges replies by status, stage and what forced them', async () => {
  const bench = await openControl();
  bench.send({ body: issueBody('+14155550149') });
  const reply = {
    properties: { status: { const: 429 }, decidedBy: { const: 'faults' }, forcedBy: { pattern: 'magic' } },
  };

  expect(verify(bench, { times: 1, reply }).passed).toBe(true);
});

test('tells what came where the operation did not', async () => {
  const bench = await openControl();
  // A world that is open remembers what was no operation.
  bench.control('POST', '/reset');
  bench.send({ target: '/v1/webrtc-tokens' });

  expect(verify(bench, {}).message).toContain(
    `No ${ISSUE} came, but POST /v1/webrtc-tokens, which is no operation (once).`,
  );
  expect(verify(await openControl(), {}).message).toContain('Nothing came at all.');
});

test('will not say how often something was called once the journal has forgotten requests', async () => {
  const bench = await openControl({ journal: { entries: 2, bytes: 1e6 } });
  for (let sent = 0; sent < 3; sent += 1) bench.send();

  expect(verify(bench, { times: 2 })).toMatchObject({
    passed: false,
    message: expect.stringContaining('forgotten 1 requests') as string,
  });
  expect(verify(bench, { times: { atLeast: 2 } }).passed).toBe(true);
});

test.for([
  [{ operation: 'webrtc' }, 'No operation is called webrtc. There are v1_webrtc_token_post,'],
  [{ request: { type: 'thing' } }, '"request" is no JSON Schema'],
  [{ calls: [{}, { reply: { $ref: '#' } }] }, '"calls.1.reply" is no JSON Schema: "$ref" is not allowed here'],
  [{ times: -1 }, 'times'],
] as const)('refuses %j as no expectation', async ([expectation, words]) => {
  const { control } = await openControl();

  const { status, body } = control('POST', '/verify', { operation: ISSUE, ...expectation });

  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(JSON.stringify(words).slice(1, -1));
});
