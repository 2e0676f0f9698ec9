import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningSandbox } from '../../index.ts';
import { contractCases } from '../../suite/index.ts';
import type { RunnableCase } from '../../suite/index.ts';
import { ISSUE, issueBody } from '../support/a-request.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import type { Referee } from './prism.ts';
import { startReferee, violationsIn } from './prism.ts';

let sandbox: RunningSandbox;
let referee: Referee;
let cases: readonly RunnableCase[];
/** What the referee found wrong while the suite ran. */
const violations: string[] = [];

const judged: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  violations.push(violationsIn(answer));
  return answer;
};

beforeAll(async () => {
  sandbox = await startTestSandbox();
  referee = await startReferee(sandbox.url);
  const all = await contractCases({
    target: referee.url,
    key: 'rv_test',
    values: { v1_webrtc_token_post: { body: issueBody() } },
    allowMutations: true,
    fetch: judged,
  });
  cases = all.filter(({ name }) => name.startsWith(ISSUE));
});

afterAll(async () => {
  await referee[Symbol.asyncDispose]();
  await sandbox.stop();
});

/** Prism answers an undeclared method itself, and never answers a body that is no JSON. */
const isJudged = ({ name, skip }: RunnableCase): boolean => skip === false && !/› method ›|› no JSON$/.test(name);

test('the contract suite passes through the referee, who finds nothing wrong', async () => {
  // The referee's own answer to whether it is a sandbox does not count.
  violations.length = 0;

  for (const { run } of cases.filter(isJudged)) await run();

  expect(violations.filter((text) => text !== '')).toEqual([]);
  expect(violations.length).toBeGreaterThan(20);
});

test('what the referee does not see needs the control API, or is what it answers itself', () => {
  const unseen = cases.filter((each) => !isJudged(each)).map(({ skip, group }) => (skip === false ? group : skip));

  expect([...new Set(unseen)].toSorted()).toEqual(['body', 'it needs the control API of a sandbox', 'method']);
});
