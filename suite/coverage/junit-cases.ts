import type { CoverageReport } from '../../client/index.ts';
import type { JUnitCase } from '../report/junit.ts';
import type { Demand } from './demand.ts';
import { unmet } from './demand.ts';
import type { Goal } from './goal.ts';
import { allGoals } from './goal.ts';

/** A test for each goal: a missing goal fails if it is required, else it is skipped. */
export const junitCases = (report: CoverageReport, demand: Demand): readonly JUnitCase[] => [
  demandCase(report, demand),
  ...allGoals(report).map((goal) => goalCase(goal, demand)),
];

const demandCase = (report: CoverageReport, demand: Demand): JUnitCase => {
  const problems = unmet(report, demand);
  const [first] = problems;
  return {
    group: 'coverage',
    name: `at least ${demand.min}% exercised${demand.statuses.length === 0 ? '' : `, including ${demand.statuses.join(', ')}`}`,
    ...(first !== undefined && { outcome: { kind: 'failure', message: first, text: problems.join('\n') } }),
  };
};

const goalCase = ({ operation, kind, name, how, count }: Goal, { statuses }: Demand): JUnitCase => {
  const testCase = { group: operation.operation, name: `${kind} ${name}` };
  if (count > 0) return testCase;
  const isRequired = kind === 'status' && statuses.includes(name);
  return {
    ...testCase,
    outcome: isRequired
      ? { kind: 'failure', message: `not exercised: ${how}`, text: how }
      : { kind: 'skipped', message: `not exercised: ${how}` },
  };
};
