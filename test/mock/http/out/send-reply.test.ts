import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import type { OverrideStub } from '../../../../client/index.ts';
import { sendReply } from '../../../../mock/http/out/send-reply.ts';
import { ISSUE } from '../../../support/a-request.ts';
import { eventually } from '../../../support/eventually.ts';
import { openSocket, rawRequest, sendBytes, sendRequest } from '../../../support/speak-http.ts';
import { errorOf, postToken, startTestSandbox } from '../../../support/start-test-sandbox.ts';

const shared = await startTestSandbox();
afterAll(() => shared.stop());

/** Adds overrides to a world of the shared sandbox, and returns the URL of the world. */
const worldWith = async (name: string, ...stubs: Partial<OverrideStub>[]): Promise<string> => {
  const { overrides } = shared.control.inWorld(name);
  for (const stub of stubs) await overrides.add({ operation: ISSUE, ...stub });
  return `${shared.url}/~${name}`;
};

/** Waits until `count` replies of a world are delayed. */
const untilDelayed = (world: string, count: number, { sandbox } = shared): Promise<unknown> =>
  eventually(() => sandbox.worlds.find(world)?.inFlight.size === count);

const LONG_MS = 60_000;

test('resets the connection, and serves the next one', async () => {
  const url = await worldWith('reset', { fault: 'reset' });

  await expect(postToken(url)).rejects.toHaveProperty('cause.code', 'ECONNRESET');

  expect((await postToken(url)).status).toBe(200);
});

test('resets the connection of a pipelined reply', async () => {
  await worldWith('reset-later', { reply: { status: 403 }, delayMs: 20 }, { fault: 'reset' });
  const target = '/~reset-later/v1/webrtc-token';
  const both = Buffer.concat([rawRequest({ target, fields: { Connection: 'keep-alive' } }), rawRequest({ target })]);

  await expect(sendBytes(shared.url, both)).rejects.toHaveProperty('code', 'ECONNRESET');
});

test('truncates a body', async () => {
  await worldWith('truncate', { fault: 'truncate' });

  const { status, headers, body } = await sendRequest(shared.url, { target: '/~truncate/v1/webrtc-token' });

  expect(status).toBe(200);
  expect(body).toMatch(/^\{"data":/);
  expect(body.length).toBe(Math.floor(Number(headers.get('content-length')) / 2));
});

test('a client sees a truncated body as a lost connection', async () => {
  const url = await worldWith('truncate-client', { fault: 'truncate' });

  const response = await postToken(url);

  await expect(response.text()).rejects.toThrow('terminated');
});

test('sends a complete body that is not JSON', async () => {
  const url = await worldWith('malformed', { fault: 'malformed' });

  const response = await postToken(url);

  expect(response.headers.get('content-type')).toBe('application/json');
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

test('combines a fault with a forced status', async () => {
  await worldWith('broken-503', { reply: { status: 503 }, fault: 'truncate' });

  const { status, headers, body } = await sendRequest(shared.url, { target: '/~broken-503/v1/webrtc-token' });

  expect(status).toBe(503);
  expect(body.length).toBeLessThan(Number(headers.get('content-length')));
});

test('never answers, until the client gives up', async () => {
  const url = await worldWith('timeout', { fault: 'timeout' });

  await expect(postToken(url, { signal: AbortSignal.timeout(50) })).rejects.toHaveProperty('name', 'TimeoutError');

  expect((await postToken(url)).status).toBe(200);
});

test('delays one reply while others are sent', async () => {
  const url = await worldWith('delay', { delayMs: 50 });
  const order: string[] = [];
  const first = postToken(url).then(() => order.push('delayed'));
  await untilDelayed('delay', 1);

  await postToken(url).then(() => order.push('other'));
  await first;

  expect(order).toEqual(['other', 'delayed']);
});

test('treats a delay beyond the timer limit as long, not as zero', async () => {
  await using sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, delayMs: 2 ** 31 });
  let isAnswered = false;
  const delayed = postToken(sandbox.url).then(() => (isAnswered = true));
  await untilDelayed('default', 1, sandbox);

  for (let round = 0; round < 5; round += 1) await postToken(sandbox.url);

  expect(isAnswered).toBe(false);
  await sandbox.stop();
  expect(await delayed).toBe(true);
});

test('keeps a call in progress while its reply is delayed, then replays it', async () => {
  const url = await worldWith('in-progress', { delayMs: 100 });
  const headers = { 'Idempotency-Key': 'one' };
  const first = postToken(url, { headers });
  await untilDelayed('in-progress', 1);

  const duplicate = await postToken(url, { headers });
  const body = await (await first).text();
  const replay = await postToken(url, { headers });

  expect(duplicate.status).toBe(409);
  expect((await errorOf(duplicate)).code).toBe('idempotency_in_progress');
  expect(replay.headers.get('idempotency-replay')).toBe('true');
  expect(await replay.text()).toBe(body);
});

test('completes a call whose client disconnects while its reply is delayed', async () => {
  const url = await worldWith('gave-up', { delayMs: LONG_MS });
  const headers = { 'Idempotency-Key': 'one' };
  const giveUp = new AbortController();
  const first = postToken(url, { headers, signal: giveUp.signal });
  await untilDelayed('gave-up', 1);

  giveUp.abort();
  await expect(first).rejects.toThrow('aborted');
  await untilDelayed('gave-up', 0);

  expect((await postToken(url, { headers })).headers.get('idempotency-replay')).toBe('true');
});

test('rejects, without ending the process, when a delayed reply cannot be sent', async () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const reply = { status: 200, headers: { odd: 'one line\nanother' }, delayMs: 1 };

  const sending = sendReply(response, { reply, payload: 'x' }, new AbortController().signal);

  await expect(sending).rejects.toHaveProperty('code', 'ERR_INVALID_CHAR');
});

test('sends every delayed reply when the sandbox stops', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, times: 20, delayMs: LONG_MS });
  const delayed = Array.from({ length: 20 }, () => postToken(sandbox.url));
  await untilDelayed('default', 20, sandbox);

  await sandbox.stop();

  const statuses = (await Promise.all(delayed)).map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
});

test('does not delay the reply to a request that was incomplete when the sandbox stopped', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, delayMs: LONG_MS });
  const socket = await openSocket(sandbox.url);
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

test('closes hanging connections when the sandbox stops', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, fault: 'timeout', delayMs: 1 });
  const hanging = postToken(sandbox.url);
  await untilDelayed('default', 1, sandbox);

  const [outcome] = await Promise.allSettled([hanging, sandbox.stop()]);

  expect(outcome.status).toBe('rejected');
});
