import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import type { OverrideStub } from '../../../../client/index.ts';
import { sendReply } from '../../../../mock/http/out/send-reply.ts';
import { ISSUE } from '../../../support/a-request.ts';
import { eventually } from '../../../support/eventually.ts';
import { ask, dial, rawRequest, speak } from '../../../support/speak-http.ts';
import { errorOf, postToken, startTestSandbox } from '../../../support/start-test-sandbox.ts';

const shared = await startTestSandbox();
afterAll(() => shared.stop());

/** A world of the shared sandbox in which the next calls have an outcome. */
const worldWith = async (name: string, ...orders: Partial<OverrideStub>[]): Promise<string> => {
  const { overrides } = shared.control.inWorld(name);
  for (const order of orders) await overrides.add({ operation: ISSUE, ...order });
  return `${shared.url}/~${name}`;
};

/** Waits until so many replies of a world are held back. */
const untilHeld = (world: string, count: number, { sandbox } = shared): Promise<unknown> =>
  eventually(() => sandbox.worlds.find(world)?.inFlight.size === count);

const LONG_MS = 60_000;

test('resets the connection, and serves the next', async () => {
  const url = await worldWith('reset', { fault: 'reset' });

  await expect(postToken(url)).rejects.toHaveProperty('cause.code', 'ECONNRESET');

  expect((await postToken(url)).status).toBe(200);
});

test('resets the connection under a reply that waits behind another', async () => {
  await worldWith('reset-later', { reply: { status: 403 }, delayMs: 20 }, { fault: 'reset' });
  const target = '/~reset-later/v1/webrtc-token';
  const both = Buffer.concat([rawRequest({ target, fields: { Connection: 'keep-alive' } }), rawRequest({ target })]);

  await expect(speak(shared.url, both)).rejects.toHaveProperty('code', 'ECONNRESET');
});

test('breaks off in the middle of a body', async () => {
  await worldWith('truncate', { fault: 'truncate' });

  const { status, headers, body } = await ask(shared.url, { target: '/~truncate/v1/webrtc-token' });

  expect(status).toBe(200);
  expect(body).toMatch(/^\{"data":/);
  expect(body.length).toBe(Math.floor(Number(headers.get('content-length')) / 2));
});

test('shows a client a body that breaks off as a lost connection', async () => {
  const url = await worldWith('truncate-client', { fault: 'truncate' });

  const response = await postToken(url);

  await expect(response.text()).rejects.toThrow('terminated');
});

test('sends a whole body that is no JSON', async () => {
  const url = await worldWith('malformed', { fault: 'malformed' });

  const response = await postToken(url);

  expect(response.headers.get('content-type')).toBe('application/json');
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

test('breaks what was asked for: a fault under a status', async () => {
  await worldWith('broken-503', { reply: { status: 503 }, fault: 'truncate' });

  const { status, headers, body } = await ask(shared.url, { target: '/~broken-503/v1/webrtc-token' });

  expect(status).toBe(503);
  expect(body.length).toBeLessThan(Number(headers.get('content-length')));
});

test('never answers, until the client gives up', async () => {
  const url = await worldWith('timeout', { fault: 'timeout' });

  await expect(postToken(url, { signal: AbortSignal.timeout(50) })).rejects.toHaveProperty('name', 'TimeoutError');

  expect((await postToken(url)).status).toBe(200);
});

test('holds one reply back while others go out', async () => {
  const url = await worldWith('delay', { delayMs: 50 });
  const order: string[] = [];
  const first = postToken(url).then(() => order.push('held'));
  await untilHeld('delay', 1);

  await postToken(url).then(() => order.push('other'));
  await first;

  expect(order).toEqual(['other', 'held']);
});

test('takes a delay that no timer can hold for a long one, not for none', async () => {
  await using sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, delayMs: 2 ** 31 });
  let isAnswered = false;
  const held = postToken(sandbox.url).then(() => (isAnswered = true));
  await untilHeld('default', 1, sandbox);

  for (let round = 0; round < 5; round += 1) await postToken(sandbox.url);

  expect(isAnswered).toBe(false);
  await sandbox.stop();
  expect(await held).toBe(true);
});

test('keeps a first call in progress for as long as its reply is held back, then replays it', async () => {
  const url = await worldWith('in-progress', { delayMs: 100 });
  const headers = { 'Idempotency-Key': 'one' };
  const first = postToken(url, { headers });
  await untilHeld('in-progress', 1);

  const duplicate = await postToken(url, { headers });
  const body = await (await first).text();
  const replay = await postToken(url, { headers });

  expect(duplicate.status).toBe(409);
  expect((await errorOf(duplicate)).code).toBe('idempotency_in_progress');
  expect(replay.headers.get('idempotency-replay')).toBe('true');
  expect(await replay.text()).toBe(body);
});

test('lets go of a call whose client hangs up while its reply is held back', async () => {
  const url = await worldWith('gave-up', { delayMs: LONG_MS });
  const headers = { 'Idempotency-Key': 'one' };
  const giveUp = new AbortController();
  const first = postToken(url, { headers, signal: giveUp.signal });
  await untilHeld('gave-up', 1);

  giveUp.abort();
  await expect(first).rejects.toThrow('aborted');
  await untilHeld('gave-up', 0);

  expect((await postToken(url, { headers })).headers.get('idempotency-replay')).toBe('true');
});

test('fails by itself, and not the whole process, when a held reply cannot be sent', async () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const reply = { status: 200, headers: { odd: 'one line\nanother' }, delayMs: 1 };

  const sending = sendReply(response, { reply, payload: 'x' }, new AbortController().signal);

  await expect(sending).rejects.toHaveProperty('code', 'ERR_INVALID_CHAR');
});

test('lets every held reply go out when the sandbox stops', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, times: 20, delayMs: LONG_MS });
  const held = Array.from({ length: 20 }, () => postToken(sandbox.url));
  await untilHeld('default', 20, sandbox);

  await sandbox.stop();

  const statuses = (await Promise.all(held)).map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
});

test('does not hold back the reply to a request that was still coming in when the sandbox stopped', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, delayMs: LONG_MS });
  const socket = await dial(sandbox.url);
  const request = rawRequest({ fields: { Connection: 'keep-alive', Expect: '100-continue' } });
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  socket.write(request.subarray(0, -10));
  await eventually(() => received.startsWith('HTTP/1.1 100'));

  const stopped = sandbox.stop();
  socket.write(request.subarray(-10));
  await Promise.all([stopped, once(socket, 'close')]);

  expect(received).toMatch(/HTTP\/1\.1 200 OK[^]*connection: close/i);
});

test('cuts connections that hang when the sandbox stops', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, fault: 'timeout', delayMs: 1 });
  const hanging = postToken(sandbox.url);
  await untilHeld('default', 1, sandbox);

  const [outcome] = await Promise.allSettled([hanging, sandbox.stop()]);

  expect(outcome.status).toBe('rejected');
});
