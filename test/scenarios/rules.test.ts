import { expect, test } from 'vitest';
import type { GivenSettings } from '../../index.ts';
import type { Reply } from '../../mock/index.ts';
import { SetUpError } from '../../index.ts';
import type { ControlHarness } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { ISSUE, issueBody } from '../support/a-request.ts';
import { codeOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const TO_BRITAIN = { properties: { body: { properties: { to_number: { pattern: '^\\+44' } } } } };

const BRITISH = { body: issueBody('+442071838750') };

const add = ({ control }: ControlHarness, rule: object): { readonly rule: { readonly id: string } } =>
  control('POST', '/rules', rule).body as { readonly rule: { readonly id: string } };

const problemOf = ({ body }: Reply): string => (body as { readonly error: { readonly message: string } }).error.message;

const listed = (harness: ControlHarness): readonly object[] =>
  (harness.control('GET', '/rules').body as { readonly rules: readonly object[] }).rules;

const setUpProblems = async (given: GivenSettings, contract?: string): Promise<readonly string[]> => {
  const error: unknown = await openSandbox({ ...given, ...(contract !== undefined && { contract }) }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SetUpError)) throw error;
  return error.problems.map(({ place, problem }) => `${place} ${problem}`);
};

test('decides each matching request until it is deleted', async () => {
  const harness = await openControl();
  const { rule } = add(harness, { operation: ISSUE, when: TO_BRITAIN, reply: { status: 409 } });

  const during = [harness.send(BRITISH), harness.send(), harness.send(BRITISH)];
  harness.control('DELETE', `/rules/${rule.id}`);

  expect(during.map(({ status }) => status)).toEqual([409, 200, 409]);
  expect(harness.send(BRITISH).status).toBe(200);
});

test('is named in the journal by its id', async () => {
  const harness = await openControl({ rules: [{ when: TO_BRITAIN, reply: { status: 409 } }] });
  const { rule } = add(harness, { when: { required: ['nothing'] }, reply: { status: 409 } });
  const { rule: delay } = add(harness, { operation: ISSUE, when: { properties: { method: {} } }, delayMs: 5 });
  harness.send();
  harness.control('DELETE', `/rules/${delay.id}`);
  harness.send(BRITISH);

  expect(harness.control('GET', '/requests').body).toMatchObject({
    requests: [{ forcedBy: 'settings-0' }, { forcedBy: delay.id }],
  });
  expect(rule.id).toMatch(/^rule_[\da-f]{24}$/);
});

test('applies only the first matching rule', async () => {
  const harness = await openControl();
  add(harness, { reply: { status: 409 } });
  add(harness, { reply: { status: 404 } });

  expect(harness.send().status).toBe(409);
});

test('takes the given position among the rules of its world', async () => {
  const harness = await openControl();
  add(harness, { delayMs: 1 });
  add(harness, { delayMs: 3 });
  add(harness, { delayMs: 2, position: 1 });
  add(harness, { delayMs: 0, position: 0 });
  add(harness, { delayMs: 4, position: 99 });

  expect(listed(harness)).toMatchObject([0, 1, 2, 3, 4].map((delayMs) => ({ delayMs })));
});

test.for([
  ['v1_*', 409],
  ['*_post', 409],
  ['*webrtc*', 409],
  ['v1*token*', 409],
  ['*', 409],
  [undefined, 409],
] as const)('applies to every operation that matches %s', async ([operation, status]) => {
  const harness = await openControl();
  add(harness, { operation, reply: { status: 409 } });

  expect(harness.send().status).toBe(status);
});

test('ranks after overrides and preferences of the client', async () => {
  const harness = await openControl({ rules: [{ reply: { status: 404 } }] });
  harness.control('POST', '/overrides', { operation: ISSUE, reply: { status: 503 } });

  const replies = [harness.send(), harness.send({ headers: { prefer: 'code=409' } }), harness.send()];

  expect(replies.map(({ status }) => status)).toEqual([503, 409, 404]);
});

test('ranks before a magic number', async () => {
  const { send } = await openSandbox({ rules: [{ reply: { status: 404 } }] });

  expect(send({ body: issueBody('+14155550149') }).status).toBe(404);
});

test('applies in every world if it is in the settings file, after the rules of the world, and survives a reset', async () => {
  const harness = await openControl({ rules: [{ reply: { status: 404, headers: { 'X-Why': 'rule' } } }] });
  add(harness, { reply: { status: 409 } });

  expect([harness.send().status, harness.send({}, 'other').status]).toEqual([409, 404]);
  expect(listed(harness)).toMatchObject([{ from: 'world' }, { from: 'settings', id: 'settings-0' }]);

  harness.control('POST', '/reset');
  expect(harness.send()).toMatchObject({ status: 404, headers: { 'x-why': 'rule' } });
});

test('is deleted with the other rules of its world, unless it is in the settings file', async () => {
  const harness = await openControl({ rules: [{ delayMs: 7 }] });
  add(harness, { delayMs: 1 });
  add(harness, { delayMs: 2 });

  harness.control('DELETE', '/rules');

  expect(listed(harness)).toEqual([{ id: 'settings-0', from: 'settings', delayMs: 7 }]);
  expect(harness.control('DELETE', '/rules/settings-0').status).toBe(404);
});

test('has no effect when rules are switched off', async () => {
  const harness = await openControl({ rules: [{ reply: { status: 404 } }] });
  harness.control('PUT', '/scenarios/rules/settings', { enabled: false });

  expect(harness.send().status).toBe(200);
});

test('sends a status that the contract does not declare, in the error envelope, and marks it', async () => {
  const harness = await openControl({ rules: [{ reply: { status: 503 } }] });

  expect(codeOf(harness.send())).toBe('internal_error');
  expect(harness.control('GET', '/requests').body).toMatchObject({ requests: [{ status: 503, undeclared: true }] });
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

test('answers with a declared example by name, with the status that it is declared for', async () => {
  const contract = await temporaryFile('orders.yaml', ORDERS);
  const { send } = await openSandbox({
    contract,
    rules: [{ operation: 'create_order', reply: { example: 'blocked' } }],
  });

  expect(send({ target: '/orders' })).toMatchObject({ status: 402, body: { code: 'blocked' } });
});

test('has to be valid for each operation that it applies to', async () => {
  const contract = await temporaryFile('orders.yaml', ORDERS);
  const rules = [{ operation: 'create*', reply: { example: 'blocked' } }];

  expect(await setUpProblems({ rules }, contract)).toEqual([
    'settings#/rules/0/reply For create_refund: create_refund declares no example named "blocked".',
  ]);
});

test('makes start-up fail if it can never be executed, and reports its position', async () => {
  const rules = [
    { delayMs: 1 },
    { operation: 'v2_*', delayMs: 1 },
    { operation: ISSUE, reply: { status: 404, body: { error: { code: 7, message: 'x' } } } },
    { when: { $ref: 'http://x.test/y' }, delayMs: 1 },
    {},
  ];

  expect(await setUpProblems({ rules })).toEqual([
    expect.stringContaining('settings#/rules/1/operation Unknown operation v2_*.'),
    expect.stringContaining('settings#/rules/2/reply The contract forbids this reply: /components/schemas/Error'),
    expect.stringContaining('settings#/rules/3/when "when" is not a valid JSON Schema: "$ref" is not allowed here'),
    expect.stringContaining('settings#/rules/4 The outcome is missing.'),
  ]);
});

test('can be in one place of a settings file only', async () => {
  expect(await setUpProblems({ scenarios: { rules: { rules: [{ delayMs: 1 }] } } })).toEqual([
    'settings#/scenarios/rules/rules is the wrong place for rules',
  ]);
});

test.for([
  ['an unknown operation', { operation: 'v2_*', delayMs: 1 }, 'Unknown operation v2_*.'],
  [
    'an undeclared example',
    { operation: ISSUE, reply: { example: 'busy' } },
    `${ISSUE} declares no example named "busy".`,
  ],
  ['an example beside a body', { reply: { example: 'busy', body: {} } }, 'Set "example" or "body", not both.'],
  ['a reply without a status', { reply: {} }, 'Set "status", or set "example" to the name of a declared example.'],
  ['a broken body', { reply: { status: 200, body: {} } }, 'The contract forbids this reply'],
  ['a huge condition', { when: { description: 'x'.repeat(70_000) }, delayMs: 1 }, '"when" is larger than 65536'],
] as const)('is refused with %s', async ([, rule, problem]) => {
  const harness = await openControl();

  const reply = harness.control('POST', '/rules', rule);

  expect(reply.status).toBe(400);
  expect(problemOf(reply)).toContain(problem);
  expect(listed(harness)).toEqual([]);
});

test('is refused in settings and snapshots, too, if it cannot be executed', async () => {
  const { control } = await openControl();
  const broken = [{ reply: { example: 'busy' } }];
  const records = { settings: [{ record: { id: 'rules', config: { enabled: true, rules: broken } } }] };

  const replies = [
    control('PUT', '/scenarios/rules/settings', { rules: broken }),
    control('PUT', '/snapshot', { version: 1, records }),
  ];

  expect(replies.map(({ status }) => status)).toEqual([400, 400]);
});

test('is refused beyond a thousand rules', async () => {
  const harness = await openControl();
  for (let count = 0; count < 1_000; count += 1) add(harness, { delayMs: count });

  expect(problemOf(harness.control('POST', '/rules', { delayMs: 1 }))).toContain('1000 rules');
});
