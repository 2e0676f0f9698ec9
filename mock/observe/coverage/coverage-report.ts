import type { JsonObject } from '../../json.ts';
import type { OperationGoals } from './coverage-goals.ts';
import { fieldKey, situationKey } from './coverage-hit.ts';
import type { Counts, Coverage } from './coverage.ts';

interface StatusCoverage {
  /** As declared: `409`, `4XX` or `default`. */
  readonly status: string;
  readonly count: number;
}

interface SituationCoverage {
  readonly scenario: string;
  readonly name: string;
  /** How a client can bring it about. */
  readonly how: string;
  readonly count: number;
}

interface FieldCoverage {
  readonly in: string;
  readonly name: string;
  readonly count: number;
}

/** The number of met goals, and of all goals. `percent` is rounded down, so that 100 means all. */
interface Score {
  readonly met: number;
  readonly total: number;
  readonly percent: number;
}

export interface OperationCoverage extends Score {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly requests: number;
  readonly statuses: readonly StatusCoverage[];
  readonly encounters: readonly SituationCoverage[];
  readonly fields: readonly FieldCoverage[];
  /** Statuses that were sent, but that the contract does not declare. */
  readonly undeclared: readonly { readonly status: number; readonly count: number }[];
}

export interface CoverageReport extends Score {
  readonly operations: readonly OperationCoverage[];
  /** Requests that matched no operation. */
  readonly outside: number;
}

const COUNT = { type: 'integer', minimum: 0 };

const SCORE = { met: COUNT, total: COUNT, percent: { type: 'integer', minimum: 0, maximum: 100 } };

const listOf = (properties: JsonObject): JsonObject => ({
  type: 'array',
  items: { type: 'object', required: Object.keys(properties), properties },
});

const TEXT = { type: 'string' };

/** JSON Schema of {@link CoverageReport}. */
export const COVERAGE_REPORT: JsonObject = {
  type: 'object',
  required: ['met', 'total', 'percent', 'operations', 'outside'],
  properties: {
    ...SCORE,
    operations: listOf({
      operation: TEXT,
      method: TEXT,
      path: TEXT,
      summary: TEXT,
      requests: COUNT,
      ...SCORE,
      statuses: listOf({ status: TEXT, count: COUNT }),
      encounters: listOf({ scenario: TEXT, name: TEXT, how: TEXT, count: COUNT }),
      fields: listOf({ in: TEXT, name: TEXT, count: COUNT }),
      undeclared: listOf({ status: { type: 'integer' }, count: COUNT }),
    }),
    outside: { ...COUNT, description: 'Requests that matched no operation.' },
  },
};

/** Reports which goals were met, and how often. */
export const reportOn = (coverage: Coverage, goals: readonly OperationGoals[]): CoverageReport => {
  const operations = goals.map((each) => operationCoverage(each, coverage.of(each.operation.id)));
  return { ...scoreOf(operations), operations, outside: coverage.unrouted };
};

const operationCoverage = (goals: OperationGoals, counts: Counts): OperationCoverage => {
  const { id, method, path, summary } = goals.operation;
  const statuses = statusCoverage(goals.statuses, counts);
  const situations = goals.situations.map(({ scenario, name, how }) => ({
    scenario,
    name,
    how,
    count: counts.situations.get(situationKey({ scenario, name })) ?? 0,
  }));
  const fields = goals.fields.map(({ in: location, name }) => ({
    in: location,
    name,
    count: counts.fields.get(fieldKey(location, name)) ?? 0,
  }));
  const score = scoreOf(
    [...statuses, ...situations, ...fields].map(({ count }) => ({ met: Math.min(count, 1), total: 1 })),
  );
  const undeclared = undeclaredIn(goals.statuses, counts);
  return {
    operation: id,
    method,
    path,
    summary,
    requests: counts.requests,
    ...score,
    statuses,
    encounters: situations,
    fields,
    undeclared,
  };
};

const scoreOf = (parts: readonly Pick<Score, 'met' | 'total'>[]): Score => {
  const met = parts.reduce((sum, part) => sum + part.met, 0);
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return { met, total, percent: total === 0 ? 100 : Math.floor((100 * met) / total) };
};

/** Each status counts for the most exact declared status that it matches. */
const statusCoverage = (declared: readonly string[], { statuses }: Counts): readonly StatusCoverage[] =>
  declared.map((status) => ({
    status,
    count: [...statuses].reduce((sum, [sent, count]) => (keyFor(sent, declared) === status ? sum + count : sum), 0),
  }));

const undeclaredIn = (declared: readonly string[], { statuses }: Counts): OperationCoverage['undeclared'] =>
  [...statuses]
    .filter(([sent]) => keyFor(sent, declared) === undefined)
    .map(([status, count]) => ({ status, count }))
    .toSorted((one, other) => one.status - other.status);

const keyFor = (status: number, declared: readonly string[]): string | undefined =>
  [String(status), `${Math.trunc(status / 100)}XX`, 'default'].find((key) => declared.includes(key));
