import { expect, test } from 'vitest';
import type { DeliveryState } from '../../../client/index.ts';
import type { RunningSandbox } from '../../../index.ts';
import { tampered } from '../../../mock/outbox/delivery-fault.ts';
import { eventually } from '../../support/eventually.ts';
import { ORDERS_CONTRACT } from '../../support/orders-contract.ts';
import type { Received } from '../../support/receiver.ts';
import { startReceiver } from '../../support/receiver.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

const startOrders = async (): Promise<RunningSandbox> => {
  const sandbox = await startTestSandbox({ contract: await temporaryFile('orders.yaml', ORDERS_CONTRACT) });
  await sandbox.control.clock.freeze();
  return sandbox;
};

/** Makes the sandbox send a callback whose body has the amount. */
const order = (base: string, callbackUrl: string, amount: number): Promise<Response> =>
  fetch(`${base}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount, callbackUrl }),
  });

const amountIn = ({ body }: Received): number =>
  (JSON.parse(body) as { readonly data: { readonly amount: number } }).data.amount;

const untilInState = ({ control }: RunningSandbox, state: DeliveryState['state'], count = 1): Promise<unknown> =>
  eventually(async () => (await control.outbox.list()).filter((each) => each.state === state).length === count);

test('duplicate: the next delivery is sent again after it was accepted, with the same id', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver();
  await sandbox.control.outbox.addFault('duplicate');

  await order(sandbox.url, receiver.url, 1);
  await order(sandbox.url, receiver.url, 2);

  await untilInState(sandbox, 'delivered', 2);
  const ids = receiver.received.map(({ headers }) => headers['sandbox-delivery']);
  expect(ids.filter((id) => id === 'dlv_1')).toHaveLength(2);
  expect(ids).toHaveLength(3);
  expect((await sandbox.control.outbox.get('dlv_1')).attempts).toHaveLength(2);
});

test('duplicate: a delivery that was not accepted is retried as usual', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver({ status: 500 }, { status: 200 });
  await sandbox.control.outbox.addFault('duplicate');

  await order(sandbox.url, receiver.url, 1);
  await untilInState(sandbox, 'waiting');
  await sandbox.control.clock.advance(5);

  await untilInState(sandbox, 'delivered');
  expect((await sandbox.control.outbox.get('dlv_1')).attempts.map(({ status }) => status)).toEqual([500, 200, 200]);
});

test('hold: deliveries are held, and released in reverse order, one at a time', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver();
  const { outbox } = sandbox.control;
  await outbox.addFault('hold', 9);
  for (const amount of [1, 2, 3, 4]) await order(sandbox.url, receiver.url, amount);
  expect((await outbox.list()).map(({ state, due }) => [state, due])).toEqual([1, 2, 3, 4].map(() => ['held', null]));

  expect(await outbox.release('reversed')).toEqual(['dlv_4', 'dlv_3', 'dlv_2', 'dlv_1']);

  await untilInState(sandbox, 'delivered', 4);
  expect(receiver.received.map(amountIn)).toEqual([4, 3, 2, 1]);
});

test('hold: a failed delivery does not block those behind it', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver({ status: 500 }, { status: 200 });
  await sandbox.control.outbox.addFault('hold', 2);
  for (const amount of [1, 2]) await order(sandbox.url, receiver.url, amount);

  await sandbox.control.outbox.release();

  await untilInState(sandbox, 'delivered');
  expect((await sandbox.control.outbox.list()).map(({ state }) => state)).toEqual(['waiting', 'delivered']);
});

test('hold: no delivery is held after a release', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver();
  await sandbox.control.outbox.addFault('hold', 9);
  await sandbox.control.outbox.release();

  await order(sandbox.url, receiver.url, 1);

  await untilInState(sandbox, 'delivered');
  expect(receiver.received).toHaveLength(1);
});

test('tamper: the next delivery has a changed JSON body at each attempt', async () => {
  await using sandbox = await startOrders();
  const receiver = await startReceiver({ status: 401 }, { status: 200 });
  await sandbox.control.outbox.addFault('tamper');

  await order(sandbox.url, receiver.url, 1);
  await untilInState(sandbox, 'waiting');
  await sandbox.control.clock.advance(5);

  await untilInState(sandbox, 'delivered');
  expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
    { event: 'order.paid', tampered: true },
    { event: 'order.paid', tampered: true },
  ]);
});

test.for([
  ['{"a":1}', '{"a":1,"tampered":true}'],
  ['{}', '{"tampered":true}'],
  ['[1]', '[1] tampered'],
  ['a=1', 'a=1 tampered'],
  ['', ' tampered'],
] as const)('tamper: %s becomes %s', ([payload, expected]) => {
  expect(tampered(payload)).toBe(expected);
});
