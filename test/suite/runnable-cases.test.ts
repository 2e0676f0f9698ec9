import { expect, test } from 'vitest';
import { contractCases } from '../../suite/index.ts';
import { ISSUE } from '../support/a-request.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import { startBrokenServer } from './contract/broken-server.ts';
import { MISTAKES } from './contract/mistakes.ts';

test('all cases of an operation may run at the same time', async () => {
  await using sandbox = await startTestSandbox();
  const all = await contractCases({ target: sandbox.url, key: 'rv_test' });
  const cases = all.filter(({ name }) => name.startsWith(ISSUE));

  const outcomes = await Promise.allSettled(cases.map(({ run }) => run()));

  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(outcomes).toHaveLength(25);
});

test('a failing case throws what was expected, what was found, and a curl command', async () => {
  await using sandbox = await startTestSandbox();
  await using server = await startBrokenServer(sandbox.url, MISTAKES['does not send a challenge']!.mistake);
  const cases = await contractCases({ target: server.url, key: 'rv_test' });

  const failing = cases.find(({ name }) => name.endsWith('without a credential'))!;

  await expect(failing.run()).rejects.toThrow(
    /without a credential\n {2}expected: the header www-authenticate.*\n {2}found: .*\n {2}repeat: {3}curl -i/,
  );
});

test('a case that cannot be run against a server has a reason', async () => {
  await using sandbox = await startTestSandbox({ controlPath: '/hidden' });

  const cases = await contractCases({ target: sandbox.url, key: 'rv_test' });

  const reasons = new Set(cases.map(({ skip }) => skip));
  expect(reasons).toContain(false);
  expect(reasons).toContain('it may change data on the server; allow it with --allow-mutations');
});
