import { expect, test } from 'vitest';
import { BRAVO, DEMO, PRODUCTION } from '../support/a-request.ts';
import { codeOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const limitedTo = (limit: number): ReturnType<typeof openSandbox> =>
  openSandbox({ scenarios: { throttling: { planLimits: { production: limit, demo: 1 } } } });

test('counts down and refuses the request after the last', async () => {
  const { send } = await limitedTo(2);

  const remaining = [send(), send(), send()].map((reply) => reply.headers['x-ratelimit-remaining']);

  expect(remaining).toEqual(['1', '0', '0']);
  expect(codeOf(send())).toBe('rate_limited');
});

test('derives every header of a 429 from one counter', async () => {
  const { send, pass } = await limitedTo(1);
  send();
  pass(17.5);

  const { status, headers } = send();

  expect(status).toBe(429);
  expect(headers).toMatchObject({
    'retry-after': '43',
    ratelimit: '"default";r=0;t=43',
    'ratelimit-policy': '"default";q=1;w=60',
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Date.UTC(2026, 0, 1, 0, 1)),
  });
});

test('opens a new window with the first request after the old one', async () => {
  const { send, pass } = await limitedTo(1);
  send();

  pass(59.999);
  expect(send().status).toBe(429);
  pass(0.001);
  expect(send().status).toBe(200);
});

test('counts each key for itself, by its plan', async () => {
  const { send } = await limitedTo(2);

  expect(send({ key: DEMO }).headers['x-ratelimit-limit']).toBe('1');
  expect(send({ key: DEMO }).status).toBe(429);
  expect(send({ key: PRODUCTION }).status).toBe(200);
  expect(send({ key: BRAVO }).headers['x-ratelimit-remaining']).toBe('1');
});

test('says nothing of budgets to an unknown caller', async () => {
  const { send } = await openSandbox();

  expect(send({ key: 'nobody' }).headers).not.toHaveProperty('ratelimit');
});

test('counts a request that is refused further down', async () => {
  const { send } = await openSandbox();

  expect(send({ body: {} }).headers['x-ratelimit-remaining']).toBe('599');
  expect(send().headers['x-ratelimit-remaining']).toBe('598');
});
