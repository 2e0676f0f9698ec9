import type { Summary } from './summary.ts';
import { countOf } from './summary.ts';

/** Report for programs: the counts, and each case with its outcome. */
export const jsonSummary = (summary: Summary): object => ({
  contract: summary.contract,
  target: summary.target,
  seconds: summary.seconds,
  passed: countOf(summary, 'passed'),
  failed: countOf(summary, 'failed'),
  skipped: countOf(summary, 'skipped'),
  leftOut: summary.leftOut,
  results: summary.results.map(({ case: { name, operation, group }, outcome, seconds }) => ({
    name,
    operation,
    group,
    seconds,
    ...outcome,
  })),
});
