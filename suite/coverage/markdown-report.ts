import type { CoverageReport, OperationCoverage } from '../../client/index.ts';
import { markdownText } from '../report/markdown-text.ts';
import type { Goal } from './goal.ts';
import { goalsOf } from './goal.ts';

/** Report for a pull request or the summary of a CI job. */
export const markdownReport = (title: string, report: CoverageReport, unmet: readonly string[]): string => {
  const { percent, met, total, operations } = report;
  return [
    `## ${markdownText(title)}: ${percent}% exercised`,
    '',
    `${met} of ${total} statuses, scenarios and fields.${unmet.length === 0 ? '' : ` **Requirements not met:**`}`,
    ...unmet.map((text) => `- ${markdownText(text)}`),
    '',
    '| operation | exercised | requests | missing |',
    '| --- | ---: | ---: | --- |',
    ...operations.map(row),
    '',
  ].join('\n');
};

const row = (operation: OperationCoverage): string => {
  const { method, path, percent, requests } = operation;
  const missing = goalsOf(operation).filter(({ count }) => count === 0);
  return `| ${method} ${markdownText(path)} | ${percent}% | ${requests} | ${missing.map(nameOf).join(', ') || '—'} |`;
};

const nameOf = ({ name }: Goal): string => markdownText(name);
