import type { CoverageReport, OperationCoverage } from '../../client/index.ts';
import { goalsOf } from './goal.ts';

/** Report for a terminal: what is missing, and how to exercise it. */
export const textReport = (title: string, report: CoverageReport): string => {
  const { percent, met, total, operations, outside } = report;
  const lines = [`${title}: ${percent}% exercised (${met} of ${total})`, ...operations.flatMap(operationLines)];
  if (outside > 0) lines.push('', `${outside} requests matched no operation; see the journal.`);
  return `${lines.join('\n')}\n`;
};

const operationLines = (operation: OperationCoverage): readonly string[] => {
  const { method, path, percent, requests } = operation;
  const goals = goalsOf(operation);
  const missing = goals.filter(({ count }) => count === 0);
  const width = Math.max(0, ...missing.map(({ name }) => name.length));
  const seen = goals.filter(({ count }) => count > 0).map(({ name, count }) => `${name} (${count})`);
  return [
    '',
    `${method} ${path}  ${percent}%, ${requests} requests`,
    ...(seen.length > 0 ? [`  seen     ${seen.join(', ')}`] : []),
    ...missing.map(({ name, how }) => `  missing  ${name.padEnd(width)}  ${how}`),
    ...operation.undeclared.map(({ status, count }) => `  undeclared: ${status} (${count})`),
  ];
};
