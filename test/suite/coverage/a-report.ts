import type { CoverageReport, OperationCoverage } from '../../../client/index.ts';

/** The coverage of an operation. By default, four of its six goals are met. */
export const anOperation = (overrides: Partial<OperationCoverage> = {}): OperationCoverage => ({
  operation: 'make_thing',
  method: 'POST',
  path: '/things',
  summary: 'Make a thing',
  requests: 5,
  met: 4,
  total: 6,
  percent: 66,
  statuses: [
    { status: '200', count: 3 },
    { status: '409', count: 0 },
    { status: 'default', count: 1 },
  ],
  encounters: [{ scenario: 'idempotency', name: 'replay', how: 'Send it twice.', count: 0 }],
  fields: [
    { in: 'header', name: 'Idempotency-Key', count: 1 },
    { in: 'body', name: 'name', count: 3 },
  ],
  undeclared: [{ status: 503, count: 1 }],
  ...overrides,
});

export const aReport = (...operations: readonly OperationCoverage[]): CoverageReport => ({
  operations: operations.length === 0 ? [anOperation()] : operations,
  met: 4,
  total: 6,
  percent: 66,
  outside: 2,
});
