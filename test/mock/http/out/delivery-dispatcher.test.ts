import { expect, test } from 'vitest';
import type { DeliveryState } from '../../../../client/index.ts';
import type { RunningSandbox, StartOptions } from '../../../../index.ts';
import { eventually } from '../../../support/eventually.ts';
import { START } from '../../../support/open-sandbox.ts';
import { ORDERS_CONTRACT } from '../../../support/orders-contract.ts';
import { startReceiver } from '../../../support/receiver.ts';
import { startTestSandbox } from '../../../support/start-test-sandbox.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';

const startOrders = async (options: StartOptions = {}): Promise<RunningSandbox> =>
  startTestSandbox({ contract: await temporaryFile('orders.yaml', ORDERS_CONTRACT), ...options });

const order = (base: string, callbackUrl: string, headers = {}): Promise<Response> =>
  fetch(`${base}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ amount: 25, callbackUrl }),
  });

/** Waits for the delivery with this number of attempts. */
const untilAttempted = ({ control }: RunningSandbox, times: number): Promise<DeliveryState> =>
  eventually(async () => (await control.outbox.list()).find(({ attempts }) => attempts.length === times));

const instant = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

test('delivers a callback after the reply', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver();

  await order(sandbox.url, receiver.url);

  expect(await untilAttempted(sandbox, 1)).toMatchObject({
    state: 'delivered',
    due: null,
    attempts: [{ at: instant(0), status: 204 }],
  });
  expect(receiver.received).toMatchObject([
    {
      method: 'POST',
      target: '/orders/ord_1',
      headers: { 'content-type': 'application/json', 'user-agent': 'revdesk-sandbox', 'sandbox-delivery': 'dlv_1' },
      body: JSON.stringify({ event: 'order.paid', data: { id: 'ord_1', amount: 25, state: 'paid' } }),
    },
  ]);
});

test('retries when the clock is advanced, with increasing delays, and gives up', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver({ status: 503 });
  const { clock } = sandbox.control;
  await clock.freeze();
  await order(sandbox.url, receiver.url);

  const due: (string | null)[] = [(await untilAttempted(sandbox, 1)).due];
  for (const times of [2, 3, 4, 5]) {
    await clock.advanceToNext();
    due.push((await untilAttempted(sandbox, times)).due);
  }

  expect(due).toEqual([instant(5), instant(35), instant(155), instant(755), null]);
  expect(await untilAttempted(sandbox, 5)).toMatchObject({ state: 'failed' });
  expect(receiver.received).toHaveLength(5);
  expect(await clock.read()).toMatchObject({ next: null });
});

test('makes all retries that are due after the clock is advanced', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver({ status: 500 }, { status: 500 }, { status: 500 }, { status: 200 });
  await sandbox.control.clock.freeze();
  await order(sandbox.url, receiver.url);
  await untilAttempted(sandbox, 1);

  await sandbox.control.clock.advance(86_400);

  expect((await untilAttempted(sandbox, 4)).attempts).toEqual([
    { at: instant(0), status: 500 },
    { at: instant(5), status: 500 },
    { at: instant(35), status: 500 },
    { at: instant(155), status: 200 },
  ]);
});

test('does not retry early', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver({ status: 500 });
  await sandbox.control.clock.freeze();
  await order(sandbox.url, receiver.url);
  await untilAttempted(sandbox, 1);

  await sandbox.control.clock.advance(4.999);
  const second = await startReceiver();
  await order(sandbox.url, second.url);
  await eventually(() => second.received.length === 1);

  expect(receiver.received).toHaveLength(1);
});

test('retries automatically while the clock is running', async () => {
  await using sandbox = await startOrders({ wallClock: Date.now, outgoing: { retryAfterSeconds: [0.02, 0.02] } });
  const receiver = await startReceiver({ status: 500 }, { status: 500 }, { status: 200 });

  await order(sandbox.url, receiver.url);

  await eventually(() => receiver.received.length === 3);
  expect(await untilAttempted(sandbox, 3)).toMatchObject({ state: 'delivered' });
});

test('sends a delivered delivery again on demand', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver();
  await order(sandbox.url, receiver.url);
  await untilAttempted(sandbox, 1);

  await sandbox.control.outbox.deliver('dlv_1');

  expect(await untilAttempted(sandbox, 2)).toMatchObject({ state: 'delivered' });
  expect(receiver.received).toHaveLength(2);
});

test('does not send deleted deliveries', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver({ status: 500 });
  const { clock, outbox } = sandbox.control;
  await clock.freeze();
  await order(sandbox.url, receiver.url);
  await untilAttempted(sandbox, 1);

  await outbox.clear();

  expect(await clock.advance(1_000)).toMatchObject({ happened: [] });
  expect(await outbox.list()).toEqual([]);
});

test('does not assign the response to a delivery before a reset to a later one', async () => {
  await using sandbox = await startOrders();
  const slow = await startReceiver('hang');
  const receiver = await startReceiver();
  await order(sandbox.url, slow.url);
  await eventually(() => slow.received.length === 1);

  await sandbox.control.reset();
  await order(sandbox.url, receiver.url);

  expect(await untilAttempted(sandbox, 1)).toMatchObject({
    id: 'dlv_1',
    state: 'delivered',
    attempts: [{ status: 204 }],
  });
});

test('sends only to this machine, unless the settings allow the host', async () => {
  await using sandbox = await startOrders();

  await order(sandbox.url, 'http://192.0.2.1');

  expect(await untilAttempted(sandbox, 1)).toMatchObject({
    state: 'waiting',
    attempts: [{ error: expect.stringContaining('192.0.2.1 is not this machine') }],
  });
});

test('does not make a control call for a client', async () => {
  await using sandbox = await startOrders();
  await sandbox.control.overrides.add({ operation: 'create_order', times: 9, delayMs: 0 });

  // The URL's path ends at the question mark, and what the contract adds is a query.
  await order(sandbox.url, `${sandbox.url}/_sandbox/reset?`);

  expect(await untilAttempted(sandbox, 1)).toMatchObject({ attempts: [{ status: 403 }] });
  expect(await sandbox.control.overrides.list()).toHaveLength(1);
});

test('sends all deliveries of every world', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver();
  const urls = ['w0', 'w1', 'w2', 'w3'].map((world) => `${sandbox.url}/~${world}`);

  await Promise.all(urls.flatMap((url) => Array.from({ length: 25 }, () => order(url, receiver.url))));

  await eventually(() => receiver.received.length >= 100);
  const outboxes = ['w0', 'w1', 'w2', 'w3'].map((world) => sandbox.control.inWorld(world).outbox);
  await eventually(async () => (await Promise.all(outboxes.map(({ list }) => list()))).flat().every(isDelivered));
  expect(receiver.received).toHaveLength(100);
});

const isDelivered = ({ state }: DeliveryState): boolean => state === 'delivered';

test('sends at most 32 deliveries at a time', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver('hang');
  for (let count = 0; count < 40; count += 1) await order(sandbox.url, receiver.url);

  await eventually(() => receiver.received.length >= 32);
  await sandbox.control.outbox.list();

  expect(receiver.received).toHaveLength(32);
});

test('abandons deliveries in progress when the sandbox stops', async () => {
  const receiver = await startReceiver('hang');
  const sandbox = await startOrders();
  await order(sandbox.url, receiver.url);
  await eventually(() => receiver.received.length === 1);

  await sandbox.stop();

  expect(sandbox.sandbox.worlds.find('default')?.outbox.ready).toEqual(['dlv_1']);
});
