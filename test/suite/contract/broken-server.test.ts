import { afterAll, expect, test } from 'vitest';
import type { Result } from '../../../suite/contract/run-cases.ts';
import { runCases } from '../../../suite/contract/run-cases.ts';
import { prepareSuite } from '../../../suite/prepare-suite.ts';
import { ISSUE } from '../../support/a-request.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { startBrokenServer } from './broken-server.ts';
import { MISTAKES } from './mistakes.ts';

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());

const suiteAgainst = async (url: string): Promise<readonly Result[]> => {
  const suite = await prepareSuite({ target: url, key: 'rv_test' });
  // All mistakes affect one operation.
  return runCases(
    suite.cases.filter(({ name }) => name.startsWith(ISSUE)),
    { ...suite, concurrency: 4, bail: false },
  );
};

const failuresOf = (results: readonly Result[]): readonly string[] =>
  results.filter(({ outcome }) => outcome.kind === 'failed').map(({ case: { name } }) => name);

test('the sandbox passes all cases of an operation, and none is skipped', async () => {
  const results = await suiteAgainst(sandbox.url);

  expect(results.filter(({ outcome }) => outcome.kind !== 'passed')).toEqual([]);
  expect(results).toHaveLength(25);
});

test('a server without a mistake passes', async () => {
  await using server = await startBrokenServer(sandbox.url, {});

  expect(failuresOf(await suiteAgainst(server.url))).toEqual([]);
});

test.for(Object.keys(MISTAKES))('detects a server that %s', async (name) => {
  const { mistake, foundBy } = MISTAKES[name]!;
  await using server = await startBrokenServer(sandbox.url, mistake);

  expect(failuresOf(await suiteAgainst(server.url))).toContainEqual(expect.stringMatching(foundBy));
});
