import { expect, test } from 'vitest';
import type { Reply } from '../../../../mock/index.ts';
import { START } from '../../../support/open-sandbox.ts';
import { ORDERS_CONTRACT } from '../../../support/orders-contract.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';
import type { ControlHarness } from '../open-control.ts';
import { openControl } from '../open-control.ts';

const openOrders = async (): Promise<ControlHarness> => {
  const harness = await openControl({ contract: await temporaryFile('orders.yaml', ORDERS_CONTRACT) });
  harness.send({ target: '/orders', body: { amount: 25, callbackUrl: 'http://hooks.test' } });
  return harness;
};

const detailOf = ({ body }: Reply): unknown => (body as { readonly detail?: string }).detail;

const DELIVERY = {
  id: 'dlv_1',
  about: 'callback onPaid of create_order',
  state: 'ready',
  url: 'http://hooks.test/orders/ord_1',
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: { event: 'order.paid', data: { id: 'ord_1', amount: 25, state: 'paid' } },
  created: new Date(START).toISOString(),
  due: new Date(START).toISOString(),
  attempts: [],
};

test('lists deliveries, and shows one', async () => {
  const { control } = await openOrders();

  expect(control('GET', '/outbox').body).toEqual({ deliveries: [DELIVERY] });
  expect(control('GET', '/outbox/dlv_1').body).toEqual({ delivery: DELIVERY });
});

test('does not send a delivery twice that is already being sent', async () => {
  const { control } = await openOrders();

  const reply = control('POST', '/outbox/dlv_1/deliver');

  expect([reply.status, detailOf(reply)]).toEqual([409, 'dlv_1 is already being sent.']);
});

test('is cleared by DELETE', async () => {
  const { control } = await openOrders();

  expect(control('DELETE', '/outbox').status).toBe(204);
  expect(control('GET', '/outbox').body).toEqual({ deliveries: [] });
});

test.for(['GET /outbox/dlv_9', 'POST /outbox/dlv_9/deliver'])('%s is not found', async (call) => {
  const { control } = await openOrders();
  const [method = '', path = ''] = call.split(' ');

  expect(detailOf(control(method, path))).toBe('The outbox has no delivery dlv_9. It may have been evicted.');
});

test('is part of a snapshot, and is sent after the snapshot is restored', async () => {
  const [one, other] = [await openOrders(), await openOrders()];
  const snapshot: unknown = JSON.parse(JSON.stringify(one.control('GET', '/snapshot').body));
  other.control('DELETE', '/outbox');

  expect(other.control('PUT', '/snapshot', snapshot).status).toBe(204);

  expect(other.control('GET', '/outbox').body).toEqual({ deliveries: [DELIVERY] });
  expect(other.sandbox.worlds.find('default')?.outbox.ready).toEqual(['dlv_1']);
});
