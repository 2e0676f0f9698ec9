import { expect, test } from 'vitest';
import type { Reply } from '../../../../index.ts';
import { ORDERS_CONTRACT } from '../../../support/orders-contract.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';
import type { ControlBench } from '../open-control.ts';
import { openControl } from '../open-control.ts';

const openOrders = async (): Promise<ControlBench> =>
  openControl({ contract: await temporaryFile('orders.yaml', ORDERS_CONTRACT) });

const detailOf = ({ body }: Reply): unknown => (body as { readonly detail?: string }).detail;

test('lists the webhooks of the contract', async () => {
  const { control } = await openOrders();

  expect(control('GET', '/webhooks').body).toEqual({
    webhooks: [{ name: 'orderShipped', method: 'POST', summary: 'An order has left the house.' }],
  });
});

test('sends one with a body that it is given', async () => {
  const bench = await openOrders();

  const reply = bench.control('POST', '/webhooks/orderShipped', {
    url: 'http://hooks.test/a',
    body: { id: 'ord_7', state: 'shipped' },
  });

  expect(reply).toMatchObject({
    status: 202,
    body: { delivery: { id: 'dlv_1', about: 'webhook orderShipped', url: 'http://hooks.test/a', state: 'ready' } },
  });
  expect(bench.records('outbox')).toMatchObject([{ body: { id: 'ord_7', state: 'shipped' } }]);
});

test('makes a body up where it is given none, another each time', async () => {
  const bench = await openOrders();

  bench.control('POST', '/webhooks/orderShipped', { url: 'http://hooks.test/a' });
  bench.control('POST', '/webhooks/orderShipped', { url: 'http://hooks.test/a' });

  const [first, second] = bench.records('outbox').map(({ body }) => body as { readonly id: string });
  expect(first?.id).toMatch(/./);
  expect(first).not.toEqual(second);
});

test.for([
  ['orderLost', { url: 'http://hooks.test' }, 404, 'The contract declares no such webhook. It declares orderShipped.'],
  ['orderShipped', { url: '/here' }, 400, 'Not sent: "/here" is no absolute URL.'],
  ['orderShipped', { url: 'http://hooks.test', body: {} }, 400, 'Not sent: /components/schemas/Order: id is required.'],
] as const)('refuses to send %s with %o', async ([name, order, status, detail]) => {
  const bench = await openOrders();

  const reply = bench.control('POST', `/webhooks/${name}`, order);

  expect([reply.status, detailOf(reply)]).toEqual([status, detail]);
  expect(bench.records('outbox')).toEqual([]);
});
