import { expect, test } from 'vitest';
import { throttling } from '../../scenarios/throttling.ts';
import { openControl } from '../mock/control/open-control.ts';
import { tinySandbox } from '../mock/stages/tiny-sandbox.ts';
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

test('counts each key separately, by its plan', async () => {
  const { send } = await limitedTo(2);

  expect(send({ key: DEMO }).headers['x-ratelimit-limit']).toBe('1');
  expect(send({ key: DEMO }).status).toBe(429);
  expect(send({ key: PRODUCTION }).status).toBe(200);
  expect(send({ key: BRAVO }).headers['x-ratelimit-remaining']).toBe('1');
});

test('sends no budget headers to an unknown caller', async () => {
  const { send } = await openSandbox();

  expect(send({ key: 'unknown' }).headers).not.toHaveProperty('ratelimit');
});

test('counts a request that a later stage refuses', async () => {
  const { send } = await openSandbox();

  expect(send({ body: {} }).headers['x-ratelimit-remaining']).toBe('599');
  expect(send().headers['x-ratelimit-remaining']).toBe('598');
});

test('applies a new limit immediately, and keeps the count', async () => {
  const { send, control } = await openControl();
  send();
  send();

  control('PUT', '/scenarios/throttling/settings', { planLimits: { production: 3 } });

  expect(send().headers).toMatchObject({ 'x-ratelimit-limit': '3', 'x-ratelimit-remaining': '0' });
  expect(send().status).toBe(429);
});

test('applies a shorter window immediately', async () => {
  const { send, pass, control } = await openControl({ scenarios: { throttling: { planLimits: { production: 1 } } } });
  send();
  pass(20);

  control('PUT', '/scenarios/throttling/settings', { windowSeconds: 10 });

  expect(send().status).toBe(200);
});

test('opens a new window when the clock is set back to before the old one', async () => {
  const { send, control } = await openControl();
  send();

  control('POST', '/clock/freeze', { at: '2020-01-01T00:00:00Z' });

  expect(send().headers).toMatchObject({ 'x-ratelimit-remaining': '599', ratelimit: '"default";r=599;t=60' });
});

test('refuses every request under a limit of zero', async () => {
  const { send } = await openSandbox({ scenarios: { throttling: { planLimits: { production: 0 } } } });

  expect(send().headers).toMatchObject({ 'retry-after': '60', 'x-ratelimit-limit': '0' });
});

test('uses the general limit when the plan has none of its own', () => {
  const { send } = tinySandbox({
    scenarios: [throttling],
    settings: { throttling: { limit: 5, planLimits: { demo: 1 } } },
    operation: { security: [{ key: [] }] },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  });

  expect(send({ key: 'any' }).headers['ratelimit-policy']).toBe('"default";q=5;w=60');
});

test('does not count unknown callers', () => {
  const { send } = tinySandbox({ scenarios: [throttling], settings: { throttling: { limit: 1 } } });

  expect([send(), send()].map(({ status }) => status)).toEqual([200, 200]);
  expect(send().headers).not.toHaveProperty('ratelimit');
});

test('counts nothing when it is switched off', async () => {
  const { send } = await openSandbox({ scenarios: { throttling: { enabled: false, planLimits: { production: 0 } } } });

  expect(send().status).toBe(200);
  expect(send().headers).not.toHaveProperty('ratelimit');
});
