import { expect, test } from 'vitest';
import { issueBody, PRODUCTION } from '../support/a-request.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import type { Ask } from './client.ts';
import { clientOf, numberIn, valuesOf } from './client.ts';
import { idsIn, impersonal, play, SCRIPT } from './script.ts';

const UNTHROTTLED = { scenarios: { throttling: { planLimits: { production: 100_000 } } } };

const CROWD = Array.from({ length: 1_000 }, (_nobody, index) => index);

const issue = (headers: Readonly<Record<string, string>> = {}): Ask => ({
  target: '/v1/webrtc-token',
  headers: { authorization: `Bearer ${PRODUCTION}`, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(issueBody()),
});

test('lets one of a thousand spend a token, and tells the others that it is in use', async () => {
  await using sandbox = await startTestSandbox();
  using client = clientOf(sandbox.url);
  const { data } = (await (await postToken(sandbox.url)).json()) as { readonly data: { readonly token: string } };
  const connect = { target: '/_sandbox/gateway/connect', headers: { authorization: `Bearer ${data.token}` } };

  const answers = await Promise.all(CROWD.map(() => client.send(connect)));

  const refused = answers.filter(({ status }) => status === 409);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(refused).toHaveLength(999);
  expect(refused.every(({ body }) => body.includes('"token_in_use"'))).toBe(true);
});

test('issues one token to a thousand requests with one key, and replays it byte for byte', async () => {
  await using sandbox = await startTestSandbox(UNTHROTTLED);
  using client = clientOf(sandbox.url);

  const answers = await Promise.all(CROWD.map(() => client.send(issue({ 'idempotency-key': 'one' }))));

  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers.filter((answer) => valuesOf(answer, 'idempotency-replay').join() === 'true')).toHaveLength(999);
  expect(new Set(answers.flatMap((answer) => valuesOf(answer, 'x-request-id'))).size).toBe(1_000);
  expect(await sandbox.control.calls.list()).toHaveLength(1);
});

test('counts each of a thousand requests once, and admits as many as the limit says', async () => {
  await using sandbox = await startTestSandbox({ scenarios: { throttling: { planLimits: { production: 400 } } } });
  using client = clientOf(sandbox.url);

  const answers = await Promise.all(CROWD.map(() => client.send(issue())));

  const admitted = answers.filter(({ status }) => status === 200);
  const remaining = admitted.map((answer) => numberIn(answer, 'x-ratelimit-remaining'));
  expect(remaining.toSorted((one, other) => one - other)).toEqual(CROWD.slice(0, 400));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(600);
});

test('gives 200 worlds at once what each would get alone, and no id twice', { timeout: 60_000 }, async () => {
  await using lonely = await startTestSandbox();
  await using shared = await startTestSandbox();
  using lonelyClient = clientOf(lonely.url);
  using client = clientOf(shared.url);
  const worlds = Array.from({ length: 200 }, (_nothing, index) => `w-${String(index).padStart(3, '0')}`);

  const alone = await play('w-000', lonelyClient);
  const together = await Promise.all(worlds.map((world) => play(world, client)));

  const expected = impersonal('w-000', alone);
  const strangers = worlds.filter((world, index) => impersonal(world, together[index] ?? []) !== expected);
  const ids = together.flatMap(idsIn);
  expect(alone).toHaveLength(SCRIPT.length);
  expect(strangers).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(together[0]).toEqual(alone);
});
