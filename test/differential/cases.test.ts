import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ControlClient, RunningSandbox } from '../../index.ts';
import { PRODUCTION } from '../support/a-request.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import type { Sketch } from './case.ts';
import { bearer, bodyOf, GUARDRAILS } from './case.ts';
import { CASES, NOT_CHECKED } from './cases.ts';
import type { PrismProxy } from './prism.ts';
import { DECLARED_STATUSES, startPrismProxy, violationsIn } from './prism.ts';

const WORLD = 'prism';

let sandbox: RunningSandbox;
let proxy: PrismProxy;
let control: ControlClient;

beforeAll(async () => {
  sandbox = await startTestSandbox({ revdesk: { guardrails: GUARDRAILS } });
  control = sandbox.control.inWorld(WORLD);
  proxy = await startPrismProxy(`${sandbox.url}/~${WORLD}`);
});

afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await sandbox.stop();
});

const post = (
  url: string,
  { authorization = bearer(PRODUCTION), headers = {}, body = bodyOf() }: Sketch,
): Promise<Response> => {
  const defaults = {
    ...(authorization !== null && { authorization }),
    ...(body !== null && { 'content-type': 'application/json' }),
  };
  return fetch(`${url}/v1/webrtc-token`, { method: 'POST', headers: { ...defaults, ...headers }, body });
};

const issue = async (sketch: Sketch = {}): Promise<string> => {
  const response = (await (await post(`${sandbox.url}/~${WORLD}`, sketch)).json()) as {
    readonly data: { readonly token: string };
  };
  return response.data.token;
};

const codeIn = (body: unknown): string | undefined =>
  (body as { readonly error?: { readonly code: string } }).error?.code;

test.for(CASES)('Prism reports no violation in the $status for $name', async (each) => {
  await control.reset();
  const setupResult = await each.setup?.(control, issue);
  const { request = {} } = each;

  const response = await post(proxy.url, typeof request === 'function' ? request(setupResult) : request);
  const code = codeIn(await response.json());

  expect([response.status, code, violationsIn(response)]).toEqual([each.status, each.code ?? code, '']);
});

test('the cases cover every status that the contract declares', () => {
  expect([...new Set(CASES.map(({ status }) => status))].toSorted((one, other) => one - other)).toEqual(
    DECLARED_STATUSES,
  );
});

test('the cases that Prism cannot check are separate, and each has its reason', () => {
  const names = [...CASES, ...NOT_CHECKED].map(({ name }) => name);

  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(NOT_CHECKED.filter(({ reason }) => reason.trim().length < 20)).toEqual([]);
});
