import { expect, test } from 'vitest';
import { goalsOf, reportAbout } from '../../../suite/coverage/goal.ts';
import { anOperation, aReport } from './a-report.ts';

test('names each goal, and explains how to exercise it', () => {
  expect(goalsOf(anOperation()).map(({ kind, name, how, count }) => [kind, name, how, count])).toEqual([
    ['status', '200', 'Send a valid request.', 3],
    ['status', '409', 'Send it with "Prefer: code=409", or queue an override.', 0],
    ['status', 'default', 'Queue an override with a matching status.', 1],
    ['scenario', 'idempotency: replay', 'Send it twice.', 0],
    ['field', 'header Idempotency-Key', 'Send a request with this header parameter.', 1],
    ['field', 'body name', 'Send a request with this field in its body.', 3],
  ]);
});

const SEVERAL = aReport(
  anOperation(),
  anOperation({ operation: 'things.list', met: 1, total: 2 }),
  anOperation({ operation: 'thingsXlist', met: 0, total: 1 }),
);

test.for([
  [[], 3, 66],
  [['make_thing'], 1, 66],
  [['things.*'], 1, 50],
  [['things*'], 2, 33],
  [['nothing'], 0, 100],
] as const)('a report about %j has %i operations', ([patterns, count, percent]) => {
  const report = reportAbout(SEVERAL, patterns);

  expect([report.operations.length, report.percent]).toEqual([count, percent]);
});
