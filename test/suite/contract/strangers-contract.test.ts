import { expect, test } from 'vitest';
import { prepareSuite, runCases } from '../../../suite/index.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';

test.for(['test/fixtures/errors.yaml', 'test/fixtures/guarded.yaml'])(
  'a sandbox passes the suite of %s',
  async (contract) => {
    await using sandbox = await startTestSandbox({ contract });
    const suite = await prepareSuite({ target: sandbox.url, key: 'user:password', contract });

    const results = await runCases(suite.cases, { ...suite, concurrency: 4, bail: false });

    expect(results.filter(({ outcome }) => outcome.kind === 'failed')).toEqual([]);
    expect(results.length).toBeGreaterThan(20);
  },
);

test('cases with an unknown credential are skipped for a sandbox without a list of callers', async () => {
  const contract = 'test/fixtures/guarded.yaml';
  await using sandbox = await startTestSandbox({ contract });
  const suite = await prepareSuite({ target: sandbox.url, key: 'user:password', contract });

  const results = await runCases(suite.cases, { ...suite, concurrency: 4, bail: false });

  const skipped = results.filter(({ outcome }) => outcome.kind === 'skipped').map(({ case: { name } }) => name);
  expect(skipped).toHaveLength(7);
  expect(skipped).toContain('get /bearer › authentication › with an unknown credential');
});
