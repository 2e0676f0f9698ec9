import { markdownText } from '../../report/markdown-text.ts';
import type { Summary } from './summary.ts';
import { countOf, failuresIn, skipsIn } from './summary.ts';

/** Report for a pull request or the summary of a CI job. */
export const markdownSummary = (summary: Summary): string => {
  const groups = [...new Set(summary.results.map(({ case: { group } }) => group))];
  const failures = failuresIn(summary);
  return [
    `## ${markdownText(summary.contract)}: ${failures.length === 0 ? 'the server keeps the contract' : `${failures.length} failed`}`,
    '',
    '| group | passed | failed | skipped |',
    '| --- | ---: | ---: | ---: |',
    ...groups.map((group) =>
      row(group, { ...summary, results: summary.results.filter((each) => each.case.group === group) }),
    ),
    '',
    ...[...skipsIn(summary)].map(([because, count]) => `- ${count} skipped: ${markdownText(because)}.`),
    ...failures.flatMap(({ name, expected, found, curl }) => [
      '',
      `### ${markdownText(name)}`,
      '',
      `- the contract: ${markdownText(expected)}`,
      `- the server: ${markdownText(found)}`,
      '',
      // Indented by four spaces, a line is code whatever it contains, including backticks.
      `    ${curl.replaceAll(/\s+/g, ' ')}`,
    ]),
    '',
  ].join('\n');
};

const row = (group: string, part: Summary): string =>
  `| ${group} | ${countOf(part, 'passed')} | ${countOf(part, 'failed')} | ${countOf(part, 'skipped')} |`;
