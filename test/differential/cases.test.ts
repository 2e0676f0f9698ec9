import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ControlClient, RunningSandbox } from '../../index.ts';
import { PRODUCTION } from '../support/a-request.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import type { Sketch } from './case.ts';
import { bodyOf, by, GUARDRAILS } from './case.ts';
import { CASES, UNJUDGED } from './cases.ts';
import type { Referee } from './prism.ts';
import { DECLARED_STATUSES, startReferee, violationsIn } from './prism.ts';

const WORLD = 'referee';

let sandbox: RunningSandbox;
let referee: Referee;
let control: ControlClient;

beforeAll(async () => {
  sandbox = await startTestSandbox({ revdesk: { guardrails: GUARDRAILS } });
  control = sandbox.control.inWorld(WORLD);
  referee = await startReferee(`${sandbox.url}/~${WORLD}`);
});

afterAll(async () => {
  await referee[Symbol.asyncDispose]();
  await sandbox.stop();
});

const post = (
  url: string,
  { authorization = by(PRODUCTION), headers = {}, body = bodyOf() }: Sketch,
): Promise<Response> => {
  const given = {
    ...(authorization !== null && { authorization }),
    ...(body !== null && { 'content-type': 'application/json' }),
  };
  return fetch(`${url}/v1/webrtc-token`, { method: 'POST', headers: { ...given, ...headers }, body });
};

const issue = async (sketch: Sketch = {}): Promise<string> => {
  const answer = (await (await post(`${sandbox.url}/~${WORLD}`, sketch)).json()) as {
    readonly data: { readonly token: string };
  };
  return answer.data.token;
};

const codeIn = (body: unknown): string | undefined =>
  (body as { readonly error?: { readonly code: string } }).error?.code;

test.for(CASES)('the referee finds nothing wrong with the $status for $name', async (judged) => {
  await control.reset();
  const given = await judged.given?.(control, issue);
  const { request = {} } = judged;

  const answer = await post(referee.url, typeof request === 'function' ? request(given) : request);
  const code = codeIn(await answer.json());

  expect([answer.status, code, violationsIn(answer)]).toEqual([judged.status, judged.code ?? code, '']);
});

test('the referee has seen every status that the contract declares', () => {
  expect([...new Set(CASES.map(({ status }) => status))].toSorted((one, other) => one - other)).toEqual(
    DECLARED_STATUSES,
  );
});

test('what the referee cannot judge is none of what it judges, and each has its reason', () => {
  const names = [...CASES, ...UNJUDGED].map(({ name }) => name);

  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(UNJUDGED.filter(({ reason }) => reason.trim().length < 20)).toEqual([]);
});
