import { expect, test } from 'vitest';
import type { GivenSettings, Reply } from '../../index.ts';
import { SetUpError } from '../../index.ts';
import type { ControlBench } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { ISSUE, issueBody } from '../support/a-request.ts';
import { codeOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const TO_BRITAIN = { properties: { body: { properties: { to_number: { pattern: '^\\+44' } } } } };

const BRITISH = { body: issueBody('+442071838750') };

const add = ({ control }: ControlBench, rule: object): { readonly rule: { readonly id: string } } =>
  control('POST', '/rules', rule).body as { readonly rule: { readonly id: string } };

const problemOf = ({ body }: Reply): string => (body as { readonly error: { readonly message: string } }).error.message;

const listed = (bench: ControlBench): readonly object[] =>
  (bench.control('GET', '/rules').body as { readonly rules: readonly object[] }).rules;

const faultsOf = async (given: GivenSettings, contract?: string): Promise<readonly string[]> => {
  const error: unknown = await openSandbox({ ...given, ...(contract !== undefined && { contract }) }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SetUpError)) throw error;
  return error.problems.map(({ place, problem }) => `${place} ${problem}`);
};

test('decides each request that fits, for as long as it stands', async () => {
  const bench = await openControl();
  const { rule } = add(bench, { operation: ISSUE, when: TO_BRITAIN, reply: { status: 409 } });

  const during = [bench.send(BRITISH), bench.send(), bench.send(BRITISH)];
  bench.control('DELETE', `/rules/${rule.id}`);

  expect(during.map(({ status }) => status)).toEqual([409, 200, 409]);
  expect(bench.send(BRITISH).status).toBe(200);
});

test('is named in the journal by its id', async () => {
  const bench = await openControl({ rules: [{ when: TO_BRITAIN, reply: { status: 409 } }] });
  const { rule } = add(bench, { when: { required: ['nothing'] }, reply: { status: 409 } });
  const { rule: delay } = add(bench, { operation: ISSUE, when: { properties: { method: {} } }, delayMs: 5 });
  bench.send();
  bench.control('DELETE', `/rules/${delay.id}`);
  bench.send(BRITISH);

  expect(bench.control('GET', '/requests').body).toMatchObject({
    requests: [{ forcedBy: 'settings-0' }, { forcedBy: delay.id }],
  });
  expect(rule.id).toMatch(/^rule_[\da-f]{24}$/);
});

test('lets the first that fits win', async () => {
  const bench = await openControl();
  add(bench, { reply: { status: 409 } });
  add(bench, { reply: { status: 404 } });

  expect(bench.send().status).toBe(409);
});

test('takes the place that it is given among the rules of its world', async () => {
  const bench = await openControl();
  add(bench, { delayMs: 1 });
  add(bench, { delayMs: 3 });
  add(bench, { delayMs: 2, position: 1 });
  add(bench, { delayMs: 0, position: 0 });
  add(bench, { delayMs: 4, position: 99 });

  expect(listed(bench)).toMatchObject([0, 1, 2, 3, 4].map((delayMs) => ({ delayMs })));
});

test.for([
  ['v1_*', 409],
  ['*_post', 409],
  ['*webrtc*', 409],
  ['v1*token*', 409],
  ['*', 409],
  [undefined, 409],
] as const)('is for every operation that %s means', async ([operation, status]) => {
  const bench = await openControl();
  add(bench, { operation, reply: { status: 409 } });

  expect(bench.send().status).toBe(status);
});

test('stands behind what is queued and what the client prefers', async () => {
  const bench = await openControl({ rules: [{ reply: { status: 404 } }] });
  bench.control('POST', '/overrides', { operation: ISSUE, reply: { status: 503 } });

  const replies = [bench.send(), bench.send({ headers: { prefer: 'code=409' } }), bench.send()];

  expect(replies.map(({ status }) => status)).toEqual([503, 409, 404]);
});

test('stands before a magic number', async () => {
  const { send } = await openSandbox({ rules: [{ reply: { status: 404 } }] });

  expect(send({ body: issueBody('+14155550149') }).status).toBe(404);
});

test('holds in every world if the settings file has it, behind those of the world, and outlives a reset', async () => {
  const bench = await openControl({ rules: [{ reply: { status: 404, headers: { 'X-Why': 'rule' } } }] });
  add(bench, { reply: { status: 409 } });

  expect([bench.send().status, bench.send({}, 'other').status]).toEqual([409, 404]);
  expect(listed(bench)).toMatchObject([{ from: 'world' }, { from: 'settings', id: 'settings-0' }]);

  bench.control('POST', '/reset');
  expect(bench.send()).toMatchObject({ status: 404, headers: { 'x-why': 'rule' } });
});

test('is removed with all others of its world, but not with the settings file', async () => {
  const bench = await openControl({ rules: [{ delayMs: 7 }] });
  add(bench, { delayMs: 1 });
  add(bench, { delayMs: 2 });

  bench.control('DELETE', '/rules');

  expect(listed(bench)).toEqual([{ id: 'settings-0', from: 'settings', delayMs: 7 }]);
  expect(bench.control('DELETE', '/rules/settings-0').status).toBe(404);
});

test('takes no part where rules are switched off', async () => {
  const bench = await openControl({ rules: [{ reply: { status: 404 } }] });
  bench.control('PUT', '/scenarios/rules/settings', { enabled: false });

  expect(bench.send().status).toBe(200);
});

test('sends a status that the contract does not declare, in the error envelope, and marks it', async () => {
  const bench = await openControl({ rules: [{ reply: { status: 503 } }] });

  expect(codeOf(bench.send())).toBe('internal_error');
  expect(bench.control('GET', '/requests').body).toMatchObject({ requests: [{ status: 503, undeclared: true }] });
});

const ORDERS = `
openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    post:
      operationId: create_order
      responses:
        '201': { description: Ok, content: { application/json: { schema: { type: object } } } }
        '402':
          description: Declined
          content:
            application/json:
              schema: { type: object, required: [code] }
              examples: { declined: { value: { code: declined } }, blocked: { value: { code: blocked } } }
  /refunds:
    post:
      operationId: create_refund
      responses:
        '201': { description: Ok, content: { application/json: { schema: { type: object } } } }
`;

test('answers a declared example by its name, with the status that it is declared for', async () => {
  const contract = await temporaryFile('orders.yaml', ORDERS);
  const { send } = await openSandbox({
    contract,
    rules: [{ operation: 'create_order', reply: { example: 'blocked' } }],
  });

  expect(send({ target: '/orders' })).toMatchObject({ status: 402, body: { code: 'blocked' } });
});

test('has to fit each operation that it is meant for', async () => {
  const contract = await temporaryFile('orders.yaml', ORDERS);
  const rules = [{ operation: 'create*', reply: { example: 'blocked' } }];

  expect(await faultsOf({ rules }, contract)).toEqual([
    'settings#/rules/0/reply For create_refund: create_refund declares no example called "blocked".',
  ]);
});

test('stops the start where it can never be carried out, and says where it stands', async () => {
  const rules = [
    { delayMs: 1 },
    { operation: 'v2_*', delayMs: 1 },
    { operation: ISSUE, reply: { status: 404, body: { error: { code: 7, message: 'x' } } } },
    { when: { $ref: 'http://x.test/y' }, delayMs: 1 },
    {},
  ];

  expect(await faultsOf({ rules })).toEqual([
    expect.stringContaining('settings#/rules/1/operation No operation is called v2_*.'),
    expect.stringContaining('settings#/rules/2/reply The contract forbids this reply: /components/schemas/Error'),
    expect.stringContaining('settings#/rules/3/when "when" is no JSON Schema: "$ref" is not allowed here'),
    expect.stringContaining('settings#/rules/4 Nothing is to happen.'),
  ]);
});

test('has one place in a settings file', async () => {
  expect(await faultsOf({ scenarios: { rules: { rules: [{ delayMs: 1 }] } } })).toEqual([
    'settings#/scenarios/rules/rules is not where rules are given',
  ]);
});

test.for([
  ['an unknown operation', { operation: 'v2_*', delayMs: 1 }, 'No operation is called v2_*.'],
  [
    'an undeclared example',
    { operation: ISSUE, reply: { example: 'busy' } },
    `${ISSUE} declares no example called "busy".`,
  ],
  ['an example beside a body', { reply: { example: 'busy', body: {} } }, 'Say "example" or "body", not both.'],
  ['a reply without a status', { reply: {} }, 'Say "status", or the name of an "example".'],
  ['a broken body', { reply: { status: 200, body: {} } }, 'The contract forbids this reply'],
  ['a huge condition', { when: { description: 'x'.repeat(70_000) }, delayMs: 1 }, '"when" is larger than 65536'],
] as const)('is refused with %s', async ([, rule, problem]) => {
  const bench = await openControl();

  const reply = bench.control('POST', '/rules', rule);

  expect(reply.status).toBe(400);
  expect(problemOf(reply)).toContain(problem);
  expect(listed(bench)).toEqual([]);
});

test('cannot be brought in by settings or snapshot either, if it cannot be carried out', async () => {
  const { control } = await openControl();
  const broken = [{ reply: { example: 'busy' } }];
  const records = { settings: [{ record: { id: 'rules', config: { enabled: true, rules: broken } } }] };

  const replies = [
    control('PUT', '/scenarios/rules/settings', { rules: broken }),
    control('PUT', '/snapshot', { version: 1, records }),
  ];

  expect(replies.map(({ status }) => status)).toEqual([400, 400]);
});

test('is one of a thousand at the most', async () => {
  const bench = await openControl();
  for (let count = 0; count < 1_000; count += 1) add(bench, { delayMs: count });

  expect(problemOf(bench.control('POST', '/rules', { delayMs: 1 }))).toContain('1000 rules');
});
