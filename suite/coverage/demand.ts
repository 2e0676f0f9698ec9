import type { CoverageReport } from '../../client/index.ts';
import { allGoals } from './goal.ts';

/** What a build demands of its tests. */
export interface Demand {
  /** Per cent of all goals. */
  readonly min: number;
  /** Statuses that must be met on every operation that declares them: `409`. */
  readonly statuses: readonly string[];
}

/** What of a demand is not met, a sentence each; empty if all is. */
export const unmet = (report: CoverageReport, { min, statuses }: Demand): readonly string[] => {
  const missed = allGoals(report).filter(
    ({ kind, name, count }) => kind === 'status' && count === 0 && statuses.includes(name),
  );
  return [
    ...(report.percent < min ? [`${report.percent} % is exercised, and ${min} % is demanded.`] : []),
    ...missed.map(({ operation, name, how }) => `${operation.operation} was never seen to answer ${name}. ${how}`),
    ...statuses
      .filter((status) => allGoals(report).every(({ kind, name }) => kind !== 'status' || name !== status))
      .map((status) => `No operation declares ${status}, so that it cannot be demanded.`),
  ];
};
