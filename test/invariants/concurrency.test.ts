import { expect, test } from 'vitest';
import { issueBody, PRODUCTION } from '../support/a-request.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import type { SentRequest } from './client.ts';
import { clientOf, numberIn, valuesOf } from './client.ts';
import { idsIn, normalized, play, SCRIPT } from './script.ts';

const UNTHROTTLED = { scenarios: { throttling: { planLimits: { production: 100_000 } } } };

const THOUSAND = Array.from({ length: 1_000 }, (_value, index) => index);

const issue = (headers: Readonly<Record<string, string>> = {}): SentRequest => ({
  target: '/v1/webrtc-token',
  headers: { authorization: `Bearer ${PRODUCTION}`, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(issueBody()),
});

test('lets one of a thousand requests spend a token, and tells the others that it is in use', async () => {
  await using sandbox = await startTestSandbox();
  using client = clientOf(sandbox.url);
  const { data } = (await (await postToken(sandbox.url)).json()) as { readonly data: { readonly token: string } };
  const connect = { target: '/_sandbox/gateway/connect', headers: { authorization: `Bearer ${data.token}` } };

  const responses = await Promise.all(THOUSAND.map(() => client.send(connect)));

  const refused = responses.filter(({ status }) => status === 409);
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(refused).toHaveLength(999);
  expect(refused.every(({ body }) => body.includes('"token_in_use"'))).toBe(true);
});

test('issues one token to a thousand requests with one key, and replays it byte for byte', async () => {
  await using sandbox = await startTestSandbox(UNTHROTTLED);
  using client = clientOf(sandbox.url);

  const responses = await Promise.all(THOUSAND.map(() => client.send(issue({ 'idempotency-key': 'one' }))));

  expect(responses.every(({ status }) => status === 200)).toBe(true);
  expect(new Set(responses.map(({ body }) => body)).size).toBe(1);
  expect(responses.filter((response) => valuesOf(response, 'idempotency-replay').join() === 'true')).toHaveLength(999);
  expect(new Set(responses.flatMap((response) => valuesOf(response, 'x-request-id'))).size).toBe(1_000);
  expect(await sandbox.control.calls.list()).toHaveLength(1);
});

test('counts each of a thousand requests once, and admits as many as the limit says', async () => {
  await using sandbox = await startTestSandbox({ scenarios: { throttling: { planLimits: { production: 400 } } } });
  using client = clientOf(sandbox.url);

  const responses = await Promise.all(THOUSAND.map(() => client.send(issue())));

  const admitted = responses.filter(({ status }) => status === 200);
  const remaining = admitted.map((response) => numberIn(response, 'x-ratelimit-remaining'));
  expect(remaining.toSorted((one, other) => one - other)).toEqual(THOUSAND.slice(0, 400));
  expect(responses.filter(({ status }) => status === 429)).toHaveLength(600);
});

test('serves 200 worlds at once like each of them alone, and repeats no id', { timeout: 60_000 }, async () => {
  await using single = await startTestSandbox();
  await using shared = await startTestSandbox();
  using singleClient = clientOf(single.url);
  using client = clientOf(shared.url);
  const worlds = Array.from({ length: 200 }, (_value, index) => `w-${String(index).padStart(3, '0')}`);

  const alone = await play('w-000', singleClient);
  const together = await Promise.all(worlds.map((world) => play(world, client)));

  const expected = normalized('w-000', alone);
  const differing = worlds.filter((world, index) => normalized(world, together[index] ?? []) !== expected);
  const ids = together.flatMap(idsIn);
  expect(alone).toHaveLength(SCRIPT.length);
  expect(differing).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(together[0]).toEqual(alone);
});
