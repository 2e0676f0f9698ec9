import { expect, test } from 'vitest';
import type { CoverageReport, OperationCoverage } from '../../../../mock/observe/coverage-report.ts';
import { DEMO, ISSUE, issueBody } from '../../../support/a-request.ts';
import { tinySandbox } from '../../stages/tiny-sandbox.ts';
import type { ControlBench } from '../open-control.ts';
import { controlOn, openControl } from '../open-control.ts';

const KEYED = { headers: { 'idempotency-key': 'k1' } };

const reportOf = ({ control }: Pick<ControlBench, 'control'>, query = '', world = 'default'): CoverageReport =>
  control('GET', `/coverage${query}`, undefined, { world }).body as CoverageReport;

const issuingIn = ({ operations }: CoverageReport): OperationCoverage =>
  operations.find(({ operation }) => operation === ISSUE)!;

const issuing = (bench: Pick<ControlBench, 'control'>): OperationCoverage => issuingIn(reportOf(bench));

/** What was met, and how often: `{ '200': 2 }`. */
const met = (rows: readonly { readonly count: number }[], nameOf: (row: never) => string): object =>
  Object.fromEntries(rows.filter(({ count }) => count > 0).map((row) => [nameOf(row as never), row.count]));

test('lists all that a suite could exercise, before anything was', async () => {
  const report = issuing(await openControl());

  expect(report).toMatchObject({ requests: 0, met: 0, percent: 0, total: 16, undeclared: [] });
  expect(report.statuses.map(({ status }) => status)).toEqual(['200', '400', '401', '403', '404', '409', '429']);
  expect(report.encounters.map(({ scenario, name }) => `${scenario}: ${name}`)).toEqual([
    'throttling: quota spent',
    'idempotency: replay',
    'idempotency: key reused',
    'idempotency: in progress',
    'ownership: not owned',
    'ownership: not usable',
  ]);
  expect(report.fields.map((field) => `${field.in} ${field.name}`)).toEqual([
    'header Idempotency-Key',
    'body from_number',
    'body to_number',
  ]);
});

test('counts statuses, scenarios and fields', async () => {
  const bench = await openControl();
  bench.send(KEYED);
  bench.send(KEYED);
  bench.send({ ...KEYED, body: issueBody('+14155550111') });
  bench.send({ body: issueBody('+14155550110', '+14155550150') });

  const { requests, statuses, encounters, fields, met: goals, percent } = issuing(bench);

  expect([requests, goals, percent]).toEqual([4, 9, 56]);
  expect(met(statuses, ({ status }: { status: string }) => status)).toEqual({ 200: 2, 403: 1, 409: 1 });
  expect(met(encounters, ({ name }: { name: string }) => name)).toEqual({ replay: 1, 'key reused': 1, 'not owned': 1 });
  expect(met(fields, ({ name }: { name: string }) => name)).toEqual({
    'Idempotency-Key': 2,
    from_number: 2,
    to_number: 2,
  });
});

test('takes a forced 429 as that status, and not as a quota that was spent', async () => {
  const bench = await openControl();
  bench.send({ body: issueBody('+14155550149') });

  const { statuses, encounters } = issuing(bench);

  expect(met(statuses, ({ status }: { status: string }) => status)).toEqual({ 429: 1 });
  expect(met(encounters, ({ name }: { name: string }) => name)).toEqual({});
});

test('counts a quota that was spent', async () => {
  const bench = await openControl({ scenarios: { throttling: { planLimits: { demo: 0 } } } });
  bench.send({ key: DEMO });

  expect(met(issuing(bench).encounters, ({ name }: { name: string }) => name)).toEqual({ 'quota spent': 1 });
});

test('does not take a field as exercised by a request that was refused', async () => {
  const bench = await openControl();
  bench.send({ body: issueBody('not a number') });

  expect(issuing(bench).fields.every(({ count }) => count === 0)).toBe(true);
});

test('tells statuses that were sent though the contract does not declare them', async () => {
  const bench = await openControl();
  bench.control('POST', '/overrides', { operation: 'v1_webrtc_token_post', reply: { status: 503 } });
  bench.send();
  bench.send({ target: '/nowhere' });

  expect(issuing(bench).undeclared).toEqual([{ status: 503, count: 1 }]);
  expect(reportOf(bench).outside).toBe(1);
});

test('counts each world by itself, and all together', async () => {
  const bench = await openControl();
  bench.send({}, 'w1');
  bench.send({}, 'w2');

  expect(issuingIn(reportOf(bench, '', 'w1')).requests).toBe(1);
  expect(issuingIn(reportOf(bench, '?worlds=all')).requests).toBe(2);
  expect(issuingIn(reportOf(bench)).requests).toBe(0);
});

test('survives a reset of its world, and begins anew when it is told to', async () => {
  const bench = await openControl();
  bench.send();
  bench.control('POST', '/reset');

  expect(issuing(bench).requests).toBe(1);

  bench.control('DELETE', '/coverage');

  expect(issuing(bench)).toMatchObject({ requests: 0, met: 0 });
});

test('forgets all worlds at once', async () => {
  const bench = await openControl();
  bench.send({}, 'w1');

  bench.control('DELETE', '/coverage?worlds=all');

  expect(reportOf(bench, '?worlds=all').met).toBe(0);
});

test('remembers what a world showed that had to go', async () => {
  const bench = await openControl({ worlds: { most: 2 } });
  bench.send({}, 'w1');
  bench.pass(3_600);
  bench.send({}, 'w2');
  bench.send({}, 'w3');

  expect(bench.sandbox.worlds.names).not.toContain('w1');
  expect(issuingIn(reportOf(bench, '?worlds=all', 'w3')).requests).toBe(3);
});

test.for(['GET', 'DELETE'])('refuses to %s the coverage of a world by a name in the query', async (method) => {
  const { control } = await openControl();

  expect(control(method, '/coverage?worlds=w1').status).toBe(400);
});

const NESTED = {
  requestBody: {
    content: {
      'application/json': {
        schema: {
          properties: {
            owner: { properties: { name: {}, age: {} } },
            tags: { type: 'array', items: { properties: { key: {} } } },
            notes: { type: 'array' },
          },
        },
      },
    },
  },
  parameters: [{ name: 'dry', in: 'query', schema: { type: 'boolean' } }],
  responses: { 200: { description: 'Yes.' }, '4XX': { description: 'No.' }, default: { description: 'Else.' } },
};

/** Of a contract with one operation. */
const onlyOneOf = (bench: Pick<ControlBench, 'control'>): OperationCoverage => reportOf(bench).operations[0]!;

test('finds fields in objects and lists, and parameters', () => {
  const { sandbox, send } = tinySandbox({ operation: NESTED });
  send({ target: '/things?dry=true', body: { owner: { name: 'x' }, tags: [{ key: 1 }, { key: 2 }], other: 1 } });

  expect(onlyOneOf(controlOn(sandbox)).fields).toEqual([
    { in: 'query', name: 'dry', count: 1 },
    { in: 'body', name: 'owner.name', count: 1 },
    { in: 'body', name: 'owner.age', count: 0 },
    { in: 'body', name: 'tags.*.key', count: 1 },
    { in: 'body', name: 'notes', count: 0 },
  ]);
});

test('counts a status for the most exact of what is declared', () => {
  const { sandbox, send } = tinySandbox({ operation: NESTED });
  send();
  send({ body: { owner: 1 }, headers: { accept: 'a/b' } });
  send({ target: '/things?dry=perhaps' });

  expect(onlyOneOf(controlOn(sandbox)).statuses).toEqual([
    { status: '200', count: 2 },
    { status: '4XX', count: 1 },
    { status: 'default', count: 0 },
  ]);
});

test('asks nothing of scenarios that are switched off', async () => {
  const bench = await openControl({ scenarios: { idempotency: { enabled: false }, ownership: { claims: [] } } });

  expect(issuing(bench).encounters.map(({ name }) => name)).toEqual(['quota spent']);
});
