import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Contract, Delivery, Reply } from '../../../../mock/index.ts';
import { BUNDLED_CONTRACT } from '../../../../index.ts';
import { ContractDocument, put, readContract } from '../../../../mock/index.ts';
import { replyProblem } from '../../../../mock/contract/bodies/reply-problem.ts';
import { responseFor } from '../../../../mock/contract/operations/operation.ts';
import { ISSUE } from '../../../support/a-request.ts';
import { bundledOperations } from '../../../support/bundled-operations.ts';
import { dataOf } from '../../../support/code-of.ts';
import { START } from '../../../support/open-sandbox.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';
import { openControl } from '../open-control.ts';

test('reports health', async () => {
  const { control } = await openControl();

  expect(control('GET', '/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('reports readiness with the contract', async () => {
  const { control } = await openControl();

  const operations = bundledOperations().length;
  expect(control('GET', '/ready').body).toEqual({ status: 'ready', contract: 'RevDesk v1 API', operations });
});

test('lists the open worlds, the most recently used last', async () => {
  const { control, send } = await openControl();
  send({}, 'b');
  send({}, 'a');
  send({}, 'b');

  expect(control('GET', '/worlds').body).toEqual({ worlds: ['a', 'b', 'default'] });
});

test('is described by an OpenAPI document that the sandbox can read', async () => {
  const { control, router } = await openControl();
  const described = readContract(new ContractDocument('control', control('GET', '/openapi.json').body));

  const operations = described.operations.map(({ method, path }) => `${method} ${path}`);

  expect(operations.toSorted()).toEqual(router.endpoints.map(({ method, path }) => `${method} ${path}`).toSorted());
  expect(described.notices).toEqual([]);
});

/** One call of each endpoint, in an order in which each succeeds. `:name` is replaced by a value from an earlier call. */
const CALLS: readonly (readonly [string, string, object?])[] = [
  ['GET', '/health'],
  ['GET', '/ready'],
  ['POST', '/reload'],
  ['GET', '/openapi.json'],
  ['GET', '/pipeline'],
  ['GET', '/worlds'],
  ['GET', '/snapshot'],
  ['POST', '/fork', { name: 'copy' }],
  ['GET', '/clock'],
  ['POST', '/clock/freeze', { at: '2026-01-01T00:00:00Z' }],
  ['POST', '/clock/advance', { seconds: 1 }],
  ['POST', '/clock/resume'],
  ['GET', '/scenarios'],
  ['GET', '/scenarios/faults/settings'],
  ['PUT', '/scenarios/faults/settings', { delayMs: 0 }],
  ['GET', '/requests'],
  ['GET', '/requests/:request'],
  ['POST', '/verify', { operation: ISSUE, times: 2, request: {}, calls: [{ reply: {} }] }],
  ['GET', '/coverage'],
  ['DELETE', '/coverage'],
  ['DELETE', '/requests'],
  ['POST', '/overrides', { operation: ISSUE, when: {}, reply: { status: 503, headers: { a: 'b' } }, delayMs: 1 }],
  ['GET', '/overrides'],
  ['DELETE', '/overrides/:override'],
  ['DELETE', '/overrides'],
  ['POST', '/rules', { operation: 'v1_*', when: {}, reply: { status: 503 }, position: 0 }],
  ['GET', '/rules'],
  ['DELETE', '/rules/:rule'],
  ['DELETE', '/rules'],
  ['GET', '/webhooks'],
  ['POST', '/webhooks/on_call', { url: 'http://127.0.0.1/' }],
  ['POST', '/outbox/dlv_0/deliver'],
  ['GET', '/outbox'],
  ['GET', '/outbox/dlv_0'],
  ['POST', '/outbox/disturbances', { kind: 'hold', times: 2 }],
  ['GET', '/outbox/disturbances'],
  ['POST', '/outbox/release', { order: 'reversed' }],
  ['DELETE', '/outbox/disturbances'],
  ['POST', '/events', { type: 'call_busy', data: {} }],
  ['DELETE', '/outbox'],
  ['GET', '/numbers'],
  ['POST', '/numbers', { e164: '+14155550199' }],
  ['DELETE', '/numbers/%2B14155550199'],
  ['GET', '/caller-ids'],
  ['POST', '/messages', { from: '+14155550110', to: '+14155550100', message: 'Hello' }],
  ['GET', '/calls'],
  ['GET', '/calls/:call'],
  ['POST', '/gateway/connect'],
  ['POST', '/gateway/dial', {}],
  ['POST', '/calls/:call/answer'],
  ['POST', '/gateway/hangup'],
  ['POST', '/calls/:call/hangup'],
  ['POST', '/calls/:other/fail', { code: 'busy' }],
  ['POST', '/keys', { organization: 'org_acme' }],
  ['PUT', '/organizations/org_acme/hipaa', { enabled: true }],
  ['POST', '/tasks/:task/progress', { body: 'Called.', channel: 'voice' }],
  ['POST', '/tasks/:task/outcome', { kind: 'replied' }],
  ['POST', '/tasks/:task/abandon'],
  ['POST', '/appointments', {}],
  ['POST', '/number-health/sessions/:session/callback', { phone_id: 100 }],
  ['POST', '/enterprises/ent_1/approve'],
  ['POST', '/enterprises/ent_2/reject', { reasons: ['No such street.'] }],
  ['POST', '/brands/brd_1/approve'],
  ['POST', '/brands/brd_2/reject', { reasons: ['No such name.'] }],
  ['POST', '/reputation/ent_1/approve'],
  ['POST', '/reputation/ent_2/reject', { reasons: ['No letter.'] }],
  ['POST', '/number-registrations', { phone_number: '+14155550100', status: 'failed' }],
  ['PUT', '/snapshot', { version: 1, records: {} }],
  ['POST', '/reset'],
];

const DELIVERED: Delivery = {
  id: 'dlv_0',
  url: 'http://127.0.0.1/',
  method: 'POST',
  headers: {},
  about: 'nothing',
  createdAt: START,
  state: 'delivered',
  attempts: [{ at: START, status: 204 }],
};

/** Requests to the API that create what RevDesk's control calls refer to. */
const CREATED: readonly (readonly [string, string, object])[] = [
  [
    ':task',
    '/v1/tasks',
    { type: 'rebook', objective: 'Book a check-up.', success_criteria: { outcome_kinds: ['booked'] } },
  ],
  [
    ':session',
    '/v1/number-health/sessions',
    {
      tester: { alias: 'One', phone_number: '+14155550116', carrier: 'ATT', consented: true },
      mode: 'RAPID_AUDIT',
      scope: { kind: 'ALL' },
    },
  ],
];

/** Records that wait for a carrier's decision. */
const AWAITING = [
  { collection: 'enterprises', ids: ['ent_1', 'ent_2'], status: 'SUBMITTED' },
  { collection: 'brands', ids: ['brd_1', 'brd_2'], status: 'SUBMITTED' },
  { collection: 'reputation', ids: ['ent_1', 'ent_2'], status: 'PENDING' },
].flatMap(({ collection, ids, status }) =>
  ids.map((id) => put(collection, { id, status, organization: 'org_acme', rejection_reasons: [], details: {} })),
);

/** RevDesk's contract with a webhook added. */
const withWebhook = (): Promise<string> => {
  const bundled = JSON.parse(readFileSync(BUNDLED_CONTRACT, 'utf8')) as object;
  return temporaryFile('openapi.json', JSON.stringify({ ...bundled, webhooks: { on_call: { post: {} } } }));
};

test('answers every call as its OpenAPI document declares', async () => {
  const { control, router, send, sandbox } = await openControl({ contract: await withWebhook(), pack: 'revdesk' });
  const described = readContract(new ContractDocument('control', control('GET', '/openapi.json').body));
  const [issued, other] = [send(), send()];
  sandbox.reload = () => Promise.resolve();
  sandbox.lastReload = {
    at: START,
    faults: [{ place: 'a.yaml#/x', problem: 'is not a string', remedy: 'Use a string.' }],
  };
  sandbox.worlds.find('default')?.apply([put('outbox', DELIVERED), ...AWAITING], START);
  const { token, call_id } = dataOf(issued);
  const createdIds = CREATED.map(([name, target, body]): [string, string] => [
    name,
    (send({ target, body }).body as { readonly data: { readonly id: string } }).data.id,
  ]);
  const ids = new Map([
    ...createdIds,
    [':request', issued.headers['x-request-id'] ?? ''],
    [':call', call_id],
    [':other', dataOf(other).call_id],
  ]);

  const problems = CALLS.map(([method, path, input]) => {
    const reply = control(
      method,
      path.replace(/:\w+/, (name) => ids.get(name) ?? name),
      input,
      { bearer: token },
    );
    for (const [name, created] of Object.entries(method === 'POST' ? (reply.body ?? {}) : {}))
      if (path === `/${name}s`) ids.set(`:${name}`, (created as { readonly id: string }).id);
    return problemIn(described, method, path, reply);
  });

  expect(problems.filter(Boolean)).toEqual([]);
  const called = CALLS.map(([method, path]) => router.match(method, path)).map((match) =>
    match.kind === 'endpoint' ? match.endpoint : undefined,
  );
  const uncalled = router.endpoints.filter((endpoint) => !called.includes(endpoint));
  expect(uncalled.map(({ method, path }) => `${method} ${path}: add a line to CALLS`)).toEqual([]);
  expect(CALLS).toHaveLength(router.endpoints.length);
});

const problemIn = (described: Contract, method: string, path: string, reply: Reply): string | undefined => {
  const routed = described.route(method, path);
  const declared = routed.kind === 'operation' ? responseFor(routed.operation, reply.status, 'by-number') : undefined;
  const problem = declared ? replyProblem(reply, declared) : `${reply.status} is not declared`;
  return problem && `${method} ${path}: ${problem}`;
};
