import { expect, test } from 'vitest';
import type { Reply } from '../../../../mock/index.ts';
import { idempotency } from '../../../../scenarios/idempotency.ts';
import { throttling } from '../../../../scenarios/throttling.ts';
import { aRequest, ISSUE, issueBody } from '../../../support/a-request.ts';
import { codeOf, dataOf } from '../../../support/code-of.ts';
import { START } from '../../../support/open-sandbox.ts';
import { tinySandbox } from '../../stages/tiny-sandbox.ts';
import type { ControlHarness } from '../open-control.ts';
import { controlOn, openControl } from '../open-control.ts';

interface RequestList {
  readonly requests: readonly { readonly id: string; readonly status: number }[];
  readonly total: number;
  readonly dropped: number;
}

const listRequests = ({ control }: ControlHarness, query = ''): RequestList =>
  control('GET', `/requests${query}`).body as RequestList;

const explainRequest = ({ control }: ControlHarness, { headers }: Reply): unknown =>
  control('GET', `/requests/${headers['x-request-id']}`).body;

test('lists requests, newest first', async () => {
  const harness = await openControl();
  const ids = [harness.send(), harness.send({ key: null })].map(({ headers }) => headers['x-request-id']);

  const { requests, total, dropped } = listRequests(harness);

  expect(requests.map(({ id, status }) => [id, status])).toEqual([
    [ids[1], 401],
    [ids[0], 200],
  ]);
  expect([total, dropped]).toEqual([2, 0]);
});

test('summarizes a request', async () => {
  const harness = await openControl();
  harness.pass(1.5);
  const { headers } = harness.send({ body: issueBody('+14155550149') });

  expect(listRequests(harness).requests).toEqual([
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

const withFiveRequests = async (): Promise<ControlHarness> => {
  const harness = await openControl();
  harness.send();
  harness.send({ key: null });
  harness.send({ body: {} });
  harness.send({ headers: { prefer: 'code=401' } });
  harness.send({ target: '/nothing' });
  return harness;
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
] as const)('finds with "%s" %i requests', async ([query, count]) => {
  expect(listRequests(await withFiveRequests(), query)).toMatchObject({ total: count });
});

test('returns at most the requested number, and counts all', async () => {
  const { requests, total } = listRequests(await withFiveRequests(), '?limit=2');

  expect([requests.length, total]).toEqual([2, 5]);
});

test.for([
  ['?limit=0', 'limit must be an integer of 1 or more.'],
  ['?limit=', 'limit must be an integer of 1 or more.'],
  ['?limit=2.5', 'limit must be an integer of 1 or more.'],
  ['?limit=many', 'limit must be an integer of 1 or more.'],
  ['?status=ok', 'status must be a status code such as 429.'],
  ['?operation=webrtc', `Unknown operation webrtc. Known: ${ISSUE},`],
  ['?drift=perhaps', 'drift must be true or false.'],
  ['?scenario=chaos', 'Unknown stage chaos. Known: route, check-reply, faults, authenticate, throttling'],
  ['?statuz=200', 'Unknown parameter statuz. Allowed: operation, status, scenario, drift, limit.'],
] as const)('refuses the query "%s"', async ([query, problem]) => {
  const { control } = await openControl();

  const reply = control('GET', `/requests${query}`);

  expect([reply.status, codeOf(reply)]).toEqual([400, 'validation_error']);
  expect(reply.body).toMatchObject({ error: { message: expect.stringContaining(problem) } });
});

test('explains a successful request: its changes and its reply', async () => {
  const harness = await openControl();
  const reply = harness.send();
  const { call_id, token } = dataOf(reply);

  expect(explainRequest(harness, reply)).toMatchObject({
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
  const harness = await openControl();
  harness.send();

  expect(explainRequest(harness, harness.send())).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({
        collection: 'throttling',
        before: expect.objectContaining({ used: 1 }),
        after: expect.objectContaining({ used: 2 }),
      }),
    ]),
  });
});

test('explains a refusal: the stage, the reason, and the location in the body', async () => {
  const harness = await openControl();

  const reply = harness.send({ body: { from_number: '+14155550100', to_number: 'home' } });

  expect(explainRequest(harness, reply)).toMatchObject({
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

test('explains a forced reply with a delay and a transport fault', async () => {
  const harness = await openControl();
  const { override } = harness.control('POST', '/overrides', {
    operation: ISSUE,
    reply: { status: 503 },
    delayMs: 5,
    fault: 'truncate',
  }).body as { readonly override: { readonly id: string } };

  expect(explainRequest(harness, harness.send())).toMatchObject({
    forcedBy: override.id,
    decidedBy: 'faults',
    undeclared: true,
    path: [
      {
        stage: 'check-reply',
        notes: ['The contract does not declare 503 for this operation: sent, and marked undeclared.'],
      },
      { stage: 'faults' },
    ],
    reply: { status: 503, delayMs: 5, transport: 'truncate' },
    changes: [{ kind: 'remove', collection: 'faults', id: override.id }],
  });
});

test.for(['code=503', 'code=oops', 'example=busy', 'dynamic=maybe', 'respond-async'])(
  'explains why "Prefer: %s" was ignored',
  async (preference) => {
    const harness = await openControl();

    const reply = harness.send({ headers: { prefer: preference } });

    expect(explainRequest(harness, reply)).toMatchObject({
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

test('lists the jobs that were due, and ran before the request', async () => {
  const harness = await openControl();
  const { token, call_id } = dataOf(harness.send());
  for (const step of ['connect', 'dial']) harness.control('POST', `/gateway/${step}`, {}, { bearer: token });
  harness.pass(10);

  expect(explainRequest(harness, harness.send())).toMatchObject({
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

test('lists evicted records', async () => {
  const harness = await openControl({ records: { max: 10 } });
  const first = dataOf(harness.send()).call_id;
  for (let calls = 0; calls < 9; calls += 1) harness.send();

  expect(explainRequest(harness, harness.send())).toMatchObject({
    changes: expect.arrayContaining([expect.objectContaining({ kind: 'evict', collection: 'calls', id: first })]),
  });
});

test('finds a request only in its own world', async () => {
  const harness = await openControl();
  const { headers } = harness.send({}, 'other');

  const reply = harness.control('GET', `/requests/${headers['x-request-id']}`);

  expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found']);
  expect(reply.body).toMatchObject({
    error: { message: 'The journal has no such request. Use the id in X-Request-Id, in the same world.' },
  });
});

test('keeps a limited number of requests, and counts the dropped ones', async () => {
  const harness = await openControl({ journal: { entries: 3 } });
  for (let calls = 0; calls < 5; calls += 1) harness.send();

  expect(listRequests(harness)).toMatchObject({ total: 3, dropped: 2 });
});

test('is cleared by DELETE', async () => {
  const harness = await openControl();
  harness.send();

  expect(harness.control('DELETE', '/requests')).toMatchObject({ status: 204 });

  expect(listRequests(harness)).toEqual({ requests: [], total: 0, dropped: 0 });
});

test.for([
  [{ kind: 'none' }, null],
  [{ kind: 'json', mediaType: 'application/json', value: [1], bytes: 3 }, [1]],
  [{ kind: 'other', mediaType: 'text/plain', bytes: 3 }, '3 bytes of text/plain'],
  [{ kind: 'other', mediaType: undefined, bytes: 3 }, '3 bytes of an unknown type'],
  [{ kind: 'unreadable', fault: 'malformed_body', detail: 'Why.', bytes: 3 }, 'unreadable: Why.'],
] as const)('shows the body %j', async ([body, shown]) => {
  const harness = await openControl();

  harness.sandbox.handle('default', { ...aRequest(), body }, START);

  expect(listRequests(harness)).toMatchObject({ requests: [{ request: { body: shown } }] });
});

test('masks unknown credentials in every declared location', () => {
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
