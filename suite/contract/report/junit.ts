import type { JUnitCase } from '../../report/junit.ts';
import { junitReport } from '../../report/junit.ts';
import type { Result } from '../run-cases.ts';
import type { Summary } from './summary.ts';

/** JUnit report with a suite for each operation and a test for each case. */
export const junitSummary = ({ contract, results }: Summary): string => junitReport(contract, results.map(junitCase));

const junitCase = ({ case: { name, operation }, outcome, seconds }: Result): JUnitCase => ({
  group: operation,
  name,
  seconds,
  ...(outcome.kind === 'skipped' && { outcome: { kind: 'skipped', message: outcome.because } }),
  ...(outcome.kind === 'failed' && {
    outcome: {
      kind: 'failure',
      message: `expected ${outcome.drift.expected}, found ${outcome.drift.found}`,
      text: `expected: ${outcome.drift.expected}\nfound: ${outcome.drift.found}\n${outcome.drift.curl}`,
    },
  }),
});
