import { expect, test } from 'vitest';
import type { Reply } from '../../../../index.ts';
import { idempotency } from '../../../../scenarios/idempotency.ts';
import { throttling } from '../../../../scenarios/throttling.ts';
import { aRequest, ISSUE, issueBody } from '../../../support/a-request.ts';
import { codeOf, dataOf } from '../../../support/code-of.ts';
import { START } from '../../../support/open-sandbox.ts';
import { tinySandbox } from '../../stages/tiny-sandbox.ts';
import type { ControlBench } from '../open-control.ts';
import { controlOn, openControl } from '../open-control.ts';

interface Listed {
  readonly requests: readonly { readonly id: string; readonly status: number }[];
  readonly total: number;
  readonly dropped: number;
}

const listed = ({ control }: ControlBench, query = ''): Listed => control('GET', `/requests${query}`).body as Listed;

const explained = ({ control }: ControlBench, { headers }: Reply): unknown =>
  control('GET', `/requests/${headers['x-request-id']}`).body;

test('lists requests, the newest first', async () => {
  const bench = await openControl();
  const ids = [bench.send(), bench.send({ key: null })].map(({ headers }) => headers['x-request-id']);

  const { requests, total, dropped } = listed(bench);

  expect(requests.map(({ id, status }) => [id, status])).toEqual([
    [ids[1], 401],
    [ids[0], 200],
  ]);
  expect([total, dropped]).toEqual([2, 0]);
});

test('sums a request up in one line', async () => {
  const bench = await openControl();
  bench.pass(1.5);
  const { headers } = bench.send({ body: issueBody('+14155550149') });

  expect(listed(bench).requests).toEqual([
    {
      id: headers['x-request-id'],
      at: '2026-01-01T00:00:01.500Z',
      operation: ISSUE,
      request: { method: 'POST', target: '/v1/webrtc-token', body: issueBody('+14155550149') },
      status: 429,
      decidedBy: 'faults',
      refusal: 'rate_limited',
      drift: [],
      forcedBy: 'magic number +14155550149',
      undeclared: false,
      headers: { authorization: [`Bearer revdesk_${'a'.repeat(32)}`] },
    },
  ]);
});

const ofEverything = async (): Promise<ControlBench> => {
  const bench = await openControl();
  bench.send();
  bench.send({ key: null });
  bench.send({ body: {} });
  bench.send({ headers: { prefer: 'code=401' } });
  bench.send({ target: '/nothing' });
  return bench;
};

test.for([
  ['', 5],
  ['?status=401', 2],
  ['?scenario=authenticate', 1],
  ['?scenario=faults&status=401', 1],
  ['?scenario=route', 1],
  ['?scenario=behave', 1],
  [`?operation=${ISSUE}`, 4],
  ['?status=418', 0],
] as const)('finds with "%s" %i of them', async ([query, count]) => {
  expect(listed(await ofEverything(), query)).toMatchObject({ total: count });
});

test('shows as many as it is asked for, and counts all', async () => {
  const { requests, total } = listed(await ofEverything(), '?limit=2');

  expect([requests.length, total]).toEqual([2, 5]);
});

test.for([
  ['?limit=0', 'limit must be a whole number from 1 on.'],
  ['?limit=', 'limit must be a whole number from 1 on.'],
  ['?limit=2.5', 'limit must be a whole number from 1 on.'],
  ['?limit=many', 'limit must be a whole number from 1 on.'],
  ['?status=ok', 'status must be a status code such as 429.'],
  ['?operation=webrtc', `No operation is called webrtc. There are ${ISSUE},`],
  ['?drift=perhaps', 'drift must be true or false.'],
  ['?scenario=chaos', 'No stage is called chaos. There are route, check-reply, faults, authenticate, throttling'],
  ['?statuz=200', 'statuz is no parameter of this call. It knows operation, status, scenario, drift, limit.'],
] as const)('refuses the query "%s", which would find nothing for a wrong reason', async ([query, problem]) => {
  const { control } = await openControl();

  const reply = control('GET', `/requests${query}`);

  expect([reply.status, codeOf(reply)]).toEqual([400, 'validation_error']);
  expect(reply.body).toMatchObject({ error: { message: expect.stringContaining(problem) } });
});

test('explains a request that was carried out: what it changed, and what went back', async () => {
  const bench = await openControl();
  const reply = bench.send();
  const { call_id, token } = dataOf(reply);

  expect(explained(bench, reply)).toMatchObject({
    caller: 'production key of Acme',
    decidedBy: 'behave',
    refusal: null,
    settled: [],
    changes: [
      { kind: 'put', collection: 'calls', id: call_id, after: { status: 'TICKETED' } },
      { kind: 'put', collection: 'token-lifecycle', id: token, after: { state: 'issued' } },
      { kind: 'put', collection: 'throttling', after: { used: 1 } },
      { kind: 'put', collection: 'counters', after: { made: 2 } },
    ],
    reply: {
      status: 200,
      headers: reply.headers,
      body: { data: { token, call_id } },
      delayMs: 0,
      transport: null,
    },
  });
});

test('shows a record before and after a change', async () => {
  const bench = await openControl();
  bench.send();

  expect(explained(bench, bench.send())).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({
        collection: 'throttling',
        before: expect.objectContaining({ used: 1 }),
        after: expect.objectContaining({ used: 2 }),
      }),
    ]),
  });
});

test('explains a refusal: which stage, why, and where in the body', async () => {
  const bench = await openControl();

  const reply = bench.send({ body: { from_number: '+14155550100', to_number: 'home' } });

  expect(explained(bench, reply)).toMatchObject({
    decidedBy: 'validate-request',
    path: [
      { stage: 'check-reply', verdict: 'passed' },
      { stage: 'faults', verdict: 'passed' },
      { stage: 'authenticate', verdict: 'passed' },
      { stage: 'throttling', verdict: 'passed' },
      { stage: 'authorize', verdict: 'passed' },
      { stage: 'validate-request', verdict: 'answered' },
    ],
    refusal: {
      kind: 'invalid_request',
      detail: 'to_number must be an E.164 number such as +14155550100.',
      violations: [
        {
          pointer: '/to_number',
          field: 'to_number',
          rule: 'pattern',
          message: 'must be an E.164 number such as +14155550100',
        },
      ],
    },
  });
});

test('explains a forced answer, and one that is held back or broken', async () => {
  const bench = await openControl();
  const { override } = bench.control('POST', '/overrides', {
    operation: ISSUE,
    reply: { status: 503 },
    delayMs: 5,
    fault: 'truncate',
  }).body as { readonly override: { readonly id: string } };

  expect(explained(bench, bench.send())).toMatchObject({
    forcedBy: override.id,
    decidedBy: 'faults',
    undeclared: true,
    path: [
      { stage: 'check-reply', notes: ['The contract does not declare 503 here: sent, and marked undeclared.'] },
      { stage: 'faults' },
    ],
    reply: { status: 503, delayMs: 5, transport: 'truncate' },
    changes: [{ kind: 'remove', collection: 'faults', id: override.id }],
  });
});

test.for(['code=503', 'code=oops', 'example=busy', 'dynamic=maybe', 'respond-async'])(
  'tells why "Prefer: %s" was ignored',
  async (preference) => {
    const bench = await openControl();

    const reply = bench.send({ headers: { prefer: preference } });

    expect(explained(bench, reply)).toMatchObject({
      forcedBy: null,
      path: expect.arrayContaining([
        expect.objectContaining({
          stage: 'check-reply',
          notes: [expect.stringMatching(new RegExp(`^Preference ignored: ${preference}.*: .+\\.$`))],
        }),
      ]),
    });
  },
);

test('tells what had fallen due before the request, and was carried out first', async () => {
  const bench = await openControl();
  const { token, call_id } = dataOf(bench.send());
  for (const step of ['connect', 'dial']) bench.control('POST', `/gateway/${step}`, {}, { bearer: token });
  bench.pass(10);

  expect(explained(bench, bench.send())).toMatchObject({
    settled: [
      {
        at: new Date(START + 1000).toISOString(),
        kind: 'call answers',
        subject: call_id,
        changes: [{ kind: 'remove' }, { kind: 'put', after: { status: 'CONNECTED' } }],
      },
    ],
  });
});

test('tells what had to go to make room', async () => {
  const bench = await openControl({ records: { most: 10 } });
  const first = dataOf(bench.send()).call_id;
  for (let calls = 0; calls < 9; calls += 1) bench.send();

  expect(explained(bench, bench.send())).toMatchObject({
    changes: expect.arrayContaining([expect.objectContaining({ kind: 'evict', collection: 'calls', id: first })]),
  });
});

test('knows a request in its own world only', async () => {
  const bench = await openControl();
  const { headers } = bench.send({}, 'other');

  const reply = bench.control('GET', `/requests/${headers['x-request-id']}`);

  expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found']);
  expect(reply.body).toMatchObject({
    error: { message: 'The journal holds no such request. The id is that of X-Request-Id, in the same world.' },
  });
});

test('holds so many requests, and says how many it dropped', async () => {
  const bench = await openControl({ journal: { entries: 3 } });
  for (let calls = 0; calls < 5; calls += 1) bench.send();

  expect(listed(bench)).toMatchObject({ total: 3, dropped: 2 });
});

test('is emptied on demand', async () => {
  const bench = await openControl();
  bench.send();

  expect(bench.control('DELETE', '/requests')).toMatchObject({ status: 204 });

  expect(listed(bench)).toEqual({ requests: [], total: 0, dropped: 0 });
});

test.for([
  [{ kind: 'none' }, null],
  [{ kind: 'json', mediaType: 'application/json', value: [1], bytes: 3 }, [1]],
  [{ kind: 'other', mediaType: 'text/plain', bytes: 3 }, '3 bytes of text/plain'],
  [{ kind: 'other', mediaType: undefined, bytes: 3 }, '3 bytes of an unnamed type'],
  [{ kind: 'unreadable', fault: 'malformed_body', detail: 'Why.', bytes: 3 }, 'unreadable: Why.'],
] as const)('shows of the body %j what there is to show', async ([body, shown]) => {
  const bench = await openControl();

  bench.sandbox.handle('default', { ...aRequest(), body }, START);

  expect(listed(bench)).toMatchObject({ requests: [{ request: { body: shown } }] });
});

test('shows no credential that is not its own, wherever the contract has it', () => {
  const { send, sandbox } = tinySandbox({
    operation: { security: [{ header: [] }, { query: [] }, { cookie: [] }, { bearer: [] }] },
    components: {
      securitySchemes: {
        header: { type: 'apiKey', in: 'header', name: 'X-Access' },
        query: { type: 'apiKey', in: 'query', name: 'who' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
    scenarios: [throttling, idempotency],
  });
  const secret = 'hunter2';
  const headers = { 'X-Access': secret, authorization: secret, cookie: `a=1; sid=${secret}` };

  const ids = [
    send({ target: `/things?who=${secret}&a=1`, headers }),
    send({ target: `/nothing?who=${secret}`, headers: { ...headers, authorization: `Bearer ${secret}` } }),
  ].map((reply) => reply.headers['x-request-id']);

  const shown = ['', ...ids.map((id) => `/${id}`)].map((path) => controlOn(sandbox).control('GET', `/requests${path}`));
  expect(JSON.stringify(shown)).not.toContain(secret);
});
