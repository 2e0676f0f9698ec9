import { expect, test } from 'vitest';
import type { CoverageReport, OperationCoverage } from '../../../../mock/observe/coverage/coverage-report.ts';
import { DEMO, ISSUE, issueBody } from '../../../support/a-request.ts';
import { tinySandbox } from '../../stages/tiny-sandbox.ts';
import type { ControlHarness } from '../open-control.ts';
import { controlOn, openControl } from '../open-control.ts';

const KEYED = { headers: { 'idempotency-key': 'k1' } };

const reportOf = ({ control }: Pick<ControlHarness, 'control'>, query = '', world = 'default'): CoverageReport =>
  control('GET', `/coverage${query}`, undefined, { world }).body as CoverageReport;

const issueCoverageIn = ({ operations }: CoverageReport): OperationCoverage =>
  operations.find(({ operation }) => operation === ISSUE)!;

const issueCoverage = (harness: Pick<ControlHarness, 'control'>): OperationCoverage =>
  issueCoverageIn(reportOf(harness));

/** The rows that were covered, with their counts: `{ '200': 2 }`. */
const coveredRows = (rows: readonly { readonly count: number }[], nameOf: (row: never) => string): object =>
  Object.fromEntries(rows.filter(({ count }) => count > 0).map((row) => [nameOf(row as never), row.count]));

test('lists everything that a test suite can cover, before the first request', async () => {
  const report = issueCoverage(await openControl());

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
  const harness = await openControl();
  harness.send(KEYED);
  harness.send(KEYED);
  harness.send({ ...KEYED, body: issueBody('+14155550111') });
  harness.send({ body: issueBody('+14155550110', '+14155550150') });

  const { requests, statuses, encounters, fields, met: goals, percent } = issueCoverage(harness);

  expect([requests, goals, percent]).toEqual([4, 9, 56]);
  expect(coveredRows(statuses, ({ status }: { status: string }) => status)).toEqual({ 200: 2, 403: 1, 409: 1 });
  expect(coveredRows(encounters, ({ name }: { name: string }) => name)).toEqual({
    replay: 1,
    'key reused': 1,
    'not owned': 1,
  });
  expect(coveredRows(fields, ({ name }: { name: string }) => name)).toEqual({
    'Idempotency-Key': 2,
    from_number: 2,
    to_number: 2,
  });
});

test('counts a forced 429 as that status, not as a spent quota', async () => {
  const harness = await openControl();
  harness.send({ body: issueBody('+14155550149') });

  const { statuses, encounters } = issueCoverage(harness);

  expect(coveredRows(statuses, ({ status }: { status: string }) => status)).toEqual({ 429: 1 });
  expect(coveredRows(encounters, ({ name }: { name: string }) => name)).toEqual({});
});

test('counts a spent quota', async () => {
  const harness = await openControl({ scenarios: { throttling: { planLimits: { demo: 0 } } } });
  harness.send({ key: DEMO });

  expect(coveredRows(issueCoverage(harness).encounters, ({ name }: { name: string }) => name)).toEqual({
    'quota spent': 1,
  });
});

test('does not count the fields of a refused request', async () => {
  const harness = await openControl();
  harness.send({ body: issueBody('not a number') });

  expect(issueCoverage(harness).fields.every(({ count }) => count === 0)).toBe(true);
});

test('lists statuses that were sent but are not declared', async () => {
  const harness = await openControl();
  harness.control('POST', '/overrides', { operation: 'v1_webrtc_token_post', reply: { status: 503 } });
  harness.send();
  harness.send({ target: '/nowhere' });

  expect(issueCoverage(harness).undeclared).toEqual([{ status: 503, count: 1 }]);
  expect(reportOf(harness).outside).toBe(1);
});

test('counts each world separately, and all worlds together', async () => {
  const harness = await openControl();
  harness.send({}, 'w1');
  harness.send({}, 'w2');

  expect(issueCoverageIn(reportOf(harness, '', 'w1')).requests).toBe(1);
  expect(issueCoverageIn(reportOf(harness, '?worlds=all')).requests).toBe(2);
  expect(issueCoverageIn(reportOf(harness)).requests).toBe(0);
});

test('survives a reset of its world, and is cleared by DELETE', async () => {
  const harness = await openControl();
  harness.send();
  harness.control('POST', '/reset');

  expect(issueCoverage(harness).requests).toBe(1);

  harness.control('DELETE', '/coverage');

  expect(issueCoverage(harness)).toMatchObject({ requests: 0, met: 0 });
});

test('clears the coverage of all worlds at once', async () => {
  const harness = await openControl();
  harness.send({}, 'w1');

  harness.control('DELETE', '/coverage?worlds=all');

  expect(reportOf(harness, '?worlds=all').met).toBe(0);
});

test('keeps the coverage of a dropped world', async () => {
  const harness = await openControl({ worlds: { max: 2 } });
  harness.send({}, 'w1');
  harness.pass(3_600);
  harness.send({}, 'w2');
  harness.send({}, 'w3');

  expect(harness.sandbox.worlds.names).not.toContain('w1');
  expect(issueCoverageIn(reportOf(harness, '?worlds=all', 'w3')).requests).toBe(3);
});

test.for(['GET', 'DELETE'])('refuses to %s the coverage of a world named in the query', async (method) => {
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

/** The coverage of the only operation of a contract. */
const onlyOperation = (harness: Pick<ControlHarness, 'control'>): OperationCoverage => reportOf(harness).operations[0]!;

test('finds parameters, and fields in objects and arrays', () => {
  const { sandbox, send } = tinySandbox({ operation: NESTED });
  send({ target: '/things?dry=true', body: { owner: { name: 'x' }, tags: [{ key: 1 }, { key: 2 }], other: 1 } });

  expect(onlyOperation(controlOn(sandbox)).fields).toEqual([
    { in: 'query', name: 'dry', count: 1 },
    { in: 'body', name: 'owner.name', count: 1 },
    { in: 'body', name: 'owner.age', count: 0 },
    { in: 'body', name: 'tags.*.key', count: 1 },
    { in: 'body', name: 'notes', count: 0 },
  ]);
});

test('counts a status for the most specific declared response', () => {
  const { sandbox, send } = tinySandbox({ operation: NESTED });
  send();
  send({ body: { owner: 1 }, headers: { accept: 'a/b' } });
  send({ target: '/things?dry=perhaps' });

  expect(onlyOperation(controlOn(sandbox)).statuses).toEqual([
    { status: '200', count: 2 },
    { status: '4XX', count: 1 },
    { status: 'default', count: 0 },
  ]);
});

test('leaves out disabled scenarios', async () => {
  const harness = await openControl({ scenarios: { idempotency: { enabled: false }, ownership: { claims: [] } } });

  expect(issueCoverage(harness).encounters.map(({ name }) => name)).toEqual(['quota spent']);
});
