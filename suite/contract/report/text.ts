import type { Result } from '../run-cases.ts';
import type { Summary } from './summary.ts';
import { countOf, failuresIn, skipsIn } from './summary.ts';

/** The line that is printed for a result while the suite runs. */
export const resultLine = ({ case: { name }, outcome, seconds }: Result): string => {
  switch (outcome.kind) {
    case 'passed':
      return `  ok    ${name} (${Math.round(seconds * 1000)} ms)`;
    case 'skipped':
      return `  skip  ${name}: ${outcome.because}`;
    case 'failed':
      return `  FAIL  ${name}`;
  }
};

/** Report for a person: each failure, the skipped cases with the reasons, and the counts. */
export const textSummary = (summary: Summary): string => {
  const { contract, target, seconds, leftOut } = summary;
  const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map((kind) => countOf(summary, kind));
  const lines = [
    ...failuresIn(summary).flatMap(({ name, expected, found, curl }) => [
      '',
      name,
      `  the contract  ${expected}`,
      `  the server    ${found}`,
      `  to repeat     ${curl}`,
    ]),
    '',
    ...[...skipsIn(summary)].map(([because, count]) => `Skipped ${count}: ${because}.`),
    ...leftOut.map(({ operation, because }) => `No request could be generated for ${operation}: ${because}.`),
    `${contract} at ${target}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds.toFixed(1)} s`,
  ];
  return `${lines.join('\n')}\n`;
};
