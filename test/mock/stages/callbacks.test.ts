import { expect, test } from 'vitest';
import type { JsonObject } from '../../../index.ts';
import { ContractDocument, readContract } from '../../../index.ts';
import type { ControlBench } from '../control/open-control.ts';
import { openControl } from '../control/open-control.ts';
import { ORDERS_CONTRACT } from '../../support/orders-contract.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

const openOrders = async (contract = ORDERS_CONTRACT): Promise<ControlBench> =>
  openControl({ contract: await temporaryFile('orders.yaml', contract) });

const order = (callbackUrl: unknown = 'http://hooks.test'): object => ({
  target: '/orders',
  body: { amount: 25, callbackUrl },
});

const journal = ({ control }: ControlBench): JsonObject => {
  const { requests } = control('GET', '/requests').body as { readonly requests: readonly { readonly id: string }[] };
  return control('GET', `/requests/${requests[0]?.id}`).body as JsonObject;
};

test('puts into the outbox what the contract calls back, with what is known by its names', async () => {
  const bench = await openOrders();

  bench.send(order());

  expect(bench.records('outbox')).toMatchObject([
    {
      id: 'dlv_1',
      about: 'callback onPaid of create_order',
      method: 'POST',
      url: 'http://hooks.test/orders/ord_1',
      headers: { 'content-type': 'application/json' },
      // The id is the reply's, the amount the request's, and the state may only be what the schema says.
      body: { event: 'order.paid', data: { id: 'ord_1', amount: 25, state: 'paid' } },
      state: 'ready',
      attempts: [],
    },
  ]);
});

test('makes a body up where the callback has no example, the same each time', async () => {
  const contract = ORDERS_CONTRACT.replace(/^ +example: \{ event.*\n/m, '');
  const [one, other] = [await openOrders(contract), await openOrders(contract)];

  one.send(order());
  other.send(order());

  expect(one.records('outbox')).toMatchObject([{ body: { event: 'order.paid', data: { id: 'ord_1', amount: 25 } } }]);
  expect(one.records('outbox')).toEqual(other.records('outbox'));
});

test('tells in the journal what a request emitted', async () => {
  const bench = await openOrders();
  bench.send(order());

  expect(journal(bench)).toMatchObject({
    emitted: [{ id: 'dlv_1', about: 'callback onPaid of create_order', method: 'POST' }],
  });
});

test.for([
  ['it is not there', undefined, 'leads to nothing here'],
  ['it is no URL', 'hooks', 'is no absolute URL'],
  ['it is of another scheme', 'file:///etc', 'file: is neither http: nor https:'],
  ['it is too long', `http://hooks.test/${'a'.repeat(3_000)}`, 'longer than 2048 characters'],
] as const)('sends nothing where the URL cannot be used, since %s, and says so', async ([, url, why]) => {
  const bench = await openOrders();
  bench.send({ target: '/orders', body: { amount: 25, ...(url !== undefined && { callbackUrl: url }) } });

  expect(bench.records('outbox')).toEqual([]);
  expect(JSON.stringify(journal(bench)['path'])).toContain(why);
});

test.for([
  ['is refused', { ...order(), body: {} }],
  ['is answered in its place', { ...order(), headers: { prefer: 'code=409' } }],
  ['is a delivery itself', { ...order(), headers: { 'sandbox-delivery': 'dlv_1' } }],
] as const)('calls nothing back where the request %s', async ([, sketch]) => {
  const bench = await openOrders();
  bench.send(sketch);

  expect(bench.records('outbox')).toEqual([]);
});

test('tells no more of a long value than the contract does', async () => {
  const contract = ORDERS_CONTRACT.replace('example: { id: ord_1,', `example: { id: ${'x'.repeat(1_001)},`);
  const bench = await openOrders(contract.replace('/{$response.body#/id}', ''));
  bench.send(order());

  expect(bench.records('outbox')).toMatchObject([{ body: { data: { id: 'ord_0', amount: 25 } } }]);
});

test('leaves a callback out whose key is no expression, and says so at start', () => {
  const contract = readContract(
    new ContractDocument('orders.json', {
      openapi: '3.1.0',
      paths: {
        '/orders': {
          get: {
            responses: { 200: { description: 'Ok' } },
            callbacks: { odd: { '{$inputs.url}': { post: { responses: {} } } } },
          },
        },
      },
    }),
  );

  expect(contract.operations[0]?.callbacks).toEqual([]);
  expect(contract.notices).toEqual([expect.stringContaining('the callback is left out: its key is no expression')]);
});
