import type { CoverageReport, OperationCoverage } from '../../client/index.ts';
import { matchesGlob } from '../../mock/contract/index.ts';

/** A part of an operation that tests can exercise. */
export interface Goal {
  readonly operation: OperationCoverage;
  readonly kind: 'status' | 'scenario' | 'field';
  /** Display name: `409`, `idempotency: replay`, `body to_number`. */
  readonly name: string;
  /** One sentence on how to exercise it. */
  readonly how: string;
  readonly count: number;
}

export const goalsOf = (operation: OperationCoverage): readonly Goal[] => [
  ...operation.statuses.map(({ status, count }): Goal => ({
    operation,
    kind: 'status',
    name: status,
    how: howToGet(status),
    count,
  })),
  ...operation.encounters.map(({ scenario, name, how, count }): Goal => ({
    operation,
    kind: 'scenario',
    name: `${scenario}: ${name}`,
    how,
    count,
  })),
  ...operation.fields.map((field): Goal => ({
    operation,
    kind: 'field',
    name: `${field.in} ${field.name}`,
    how: howToFill(field.in),
    count: field.count,
  })),
];

export const allGoals = ({ operations }: CoverageReport): readonly Goal[] => operations.flatMap(goalsOf);

/**
 * Limits the report to some operations.
 *
 * @param patterns Operation ids; `*` matches any text. If empty, all operations.
 */
export const reportAbout = (report: CoverageReport, patterns: readonly string[]): CoverageReport => {
  if (patterns.length === 0) return report;
  const operations = report.operations.filter(({ operation }) =>
    patterns.some((pattern) => matchesGlob(pattern, operation)),
  );
  const met = operations.reduce((sum, each) => sum + each.met, 0);
  const total = operations.reduce((sum, each) => sum + each.total, 0);
  return { ...report, operations, met, total, percent: total === 0 ? 100 : Math.floor((100 * met) / total) };
};

const howToGet = (status: string): string => HOW_TO_GET.get(status) ?? howToForce(status);

const HOW_TO_GET: ReadonlyMap<string, string> = new Map([
  ['400', 'Send a request that breaks the contract.'],
  ['401', 'Send an unknown credential, or none.'],
  ['422', 'Send a request that breaks the contract.'],
]);

const howToForce = (status: string): string => {
  if (status.startsWith('2')) return 'Send a valid request.';
  const isExact = /^\d+$/.test(status);
  return isExact
    ? `Send it with "Prefer: code=${status}", or queue an override.`
    : 'Queue an override with a matching status.';
};

const howToFill = (location: string): string =>
  location === 'body'
    ? 'Send a request with this field in its body.'
    : `Send a request with this ${location} parameter.`;
