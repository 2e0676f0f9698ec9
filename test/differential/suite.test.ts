import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningSandbox } from '../../index.ts';
import type { RunnableCase } from '../../suite/index.ts';
import { contractCases } from '../../suite/index.ts';
import { ISSUE, issueBody } from '../support/a-request.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import type { PrismProxy } from './prism.ts';
import { startPrismProxy, violationsIn } from './prism.ts';

let sandbox: RunningSandbox;
let proxy: PrismProxy;
let cases: readonly RunnableCase[];
/** The violations that Prism reported while the suite ran. */
const violations: string[] = [];

const recordingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  violations.push(violationsIn(response));
  return response;
};

beforeAll(async () => {
  sandbox = await startTestSandbox();
  proxy = await startPrismProxy(sandbox.url);
  const all = await contractCases({
    target: proxy.url,
    key: 'rv_test',
    values: { v1_webrtc_token_post: { body: issueBody() } },
    allowMutations: true,
    fetch: recordingFetch,
  });
  cases = all.filter(({ name }) => name.startsWith(ISSUE));
});

afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await sandbox.stop();
});

/** Prism answers an undeclared method itself, and never answers a body that is not JSON. */
const isForwarded = ({ name, skip }: RunnableCase): boolean =>
  skip === false && !/› method ›|› malformed JSON$/.test(name);

test('the contract suite passes through Prism without violations', async () => {
  // Prism's own reply to the check whether it is a sandbox does not count.
  violations.length = 0;

  for (const { run } of cases.filter(isForwarded)) await run();

  expect(violations.filter((text) => text !== '')).toEqual([]);
  expect(violations.length).toBeGreaterThan(20);
});

test('cases that Prism does not forward need the control API, or are answered by Prism itself', () => {
  const notForwarded = cases
    .filter((each) => !isForwarded(each))
    .map(({ skip, group }) => (skip === false ? group : skip));

  expect([...new Set(notForwarded)].toSorted()).toEqual(['body', 'it requires the control API of a sandbox', 'method']);
});
