import type { CoverageReport } from '../../client/index.ts';
import { allGoals } from './goal.ts';

/** The coverage that a build requires. */
export interface Demand {
  /** Minimum percentage of all goals. */
  readonly min: number;
  /** Statuses, such as `409`, that every operation that declares them must have returned. */
  readonly statuses: readonly string[];
}

/** The requirements that are not met, one sentence each; empty if all are met. */
export const unmet = (report: CoverageReport, { min, statuses }: Demand): readonly string[] => {
  const missed = allGoals(report).filter(
    ({ kind, name, count }) => kind === 'status' && count === 0 && statuses.includes(name),
  );
  return [
    ...(report.percent < min ? [`${report.percent}% is exercised; at least ${min}% is required.`] : []),
    ...missed.map(({ operation, name, how }) => `${operation.operation} never returned ${name}. ${how}`),
    ...statuses
      .filter((status) => allGoals(report).every(({ kind, name }) => kind !== 'status' || name !== status))
      .map((status) => `No operation declares ${status}, so it cannot be required.`),
  ];
};
