import type { CoverageReport } from '../../client/index.ts';
import type { JUnitCase } from '../report/junit.ts';
import type { Demand } from './demand.ts';
import { unmet } from './demand.ts';
import type { Goal } from './goal.ts';
import { allGoals } from './goal.ts';

/** Each goal as a test: what is demanded and missing fails, what is merely missing is skipped. */
export const junitCases = (report: CoverageReport, demand: Demand): readonly JUnitCase[] => [
  demandCase(report, demand),
  ...allGoals(report).map((goal) => goalCase(goal, demand)),
];

const demandCase = (report: CoverageReport, demand: Demand): JUnitCase => {
  const problems = unmet(report, demand);
  const [first] = problems;
  return {
    group: 'coverage',
    name: `at least ${demand.min} % is exercised${demand.statuses.length === 0 ? '' : `, and ${demand.statuses.join(', ')}`}`,
    ...(first !== undefined && { outcome: { kind: 'failure', message: first, text: problems.join('\n') } }),
  };
};

const goalCase = ({ operation, kind, name, how, count }: Goal, { statuses }: Demand): JUnitCase => {
  const told = { group: operation.operation, name: `${kind} ${name}` };
  if (count > 0) return told;
  const isDemanded = kind === 'status' && statuses.includes(name);
  return {
    ...told,
    outcome: isDemanded
      ? { kind: 'failure', message: `never met: ${how}`, text: how }
      : { kind: 'skipped', message: `never met: ${how}` },
  };
};
