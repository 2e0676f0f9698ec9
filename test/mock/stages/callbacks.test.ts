import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { ContractDocument, readContract } from '../../../mock/index.ts';
import { ORDERS_CONTRACT } from '../../support/orders-contract.ts';
import { temporaryFile } from '../../support/temporary-file.ts';
import type { ControlHarness } from '../control/open-control.ts';
import { openControl } from '../control/open-control.ts';

const openOrders = async (contract = ORDERS_CONTRACT): Promise<ControlHarness> =>
  openControl({ contract: await temporaryFile('orders.yaml', contract) });

const order = (callbackUrl: unknown = 'http://hooks.test'): object => ({
  target: '/orders',
  body: { amount: 25, callbackUrl },
});

const journal = ({ control }: ControlHarness): JsonObject => {
  const { requests } = control('GET', '/requests').body as { readonly requests: readonly { readonly id: string }[] };
  return control('GET', `/requests/${requests[0]?.id}`).body as JsonObject;
};

test('adds a declared callback to the outbox, with known values filled in by name', async () => {
  const harness = await openOrders();

  harness.send(order());

  expect(harness.records('outbox')).toMatchObject([
    {
      id: 'dlv_1',
      about: 'callback onPaid of create_order',
      method: 'POST',
      url: 'http://hooks.test/orders/ord_1',
      headers: { 'content-type': 'application/json' },
      // The id comes from the reply, the amount from the request, and the state from the schema.
      body: { event: 'order.paid', data: { id: 'ord_1', amount: 25, state: 'paid' } },
      state: 'ready',
      attempts: [],
    },
  ]);
});

test('generates a body for a callback without an example, the same each time', async () => {
  const contract = ORDERS_CONTRACT.replace(/^ +example: \{ event.*\n/m, '');
  const [one, other] = [await openOrders(contract), await openOrders(contract)];

  one.send(order());
  other.send(order());

  expect(one.records('outbox')).toMatchObject([{ body: { event: 'order.paid', data: { id: 'ord_1', amount: 25 } } }]);
  expect(one.records('outbox')).toEqual(other.records('outbox'));
});

test('records in the journal what a request emitted', async () => {
  const harness = await openOrders();
  harness.send(order());

  expect(journal(harness)).toMatchObject({
    emitted: [{ id: 'dlv_1', about: 'callback onPaid of create_order', method: 'POST' }],
  });
});

test.for([
  ['it is missing', undefined, 'has no value here'],
  ['it is not a URL', 'hooks', 'is not an absolute URL'],
  ['it has another scheme', 'file:///etc', 'file: is neither http: nor https:'],
  ['it is too long', `http://hooks.test/${'a'.repeat(3_000)}`, 'longer than 2048 characters'],
] as const)('sends nothing if the URL is unusable, since %s, with a note', async ([, url, reason]) => {
  const harness = await openOrders();
  harness.send({ target: '/orders', body: { amount: 25, ...(url !== undefined && { callbackUrl: url }) } });

  expect(harness.records('outbox')).toEqual([]);
  expect(journal(harness)['path']).toContainEqual(
    expect.objectContaining({ stage: 'callbacks', notes: [expect.stringContaining(reason)] }),
  );
});

test.for([
  ['is refused', { ...order(), body: {} }],
  ['gets a forced reply', { ...order(), headers: { prefer: 'code=409' } }],
  ['is a delivery itself', { ...order(), headers: { 'sandbox-delivery': 'dlv_1' } }],
] as const)('sends no callback if the request %s', async ([, sketch]) => {
  const harness = await openOrders();
  harness.send(sketch);

  expect(harness.records('outbox')).toEqual([]);
});

test('does not fill in a value that is too long', async () => {
  const contract = ORDERS_CONTRACT.replace('example: { id: ord_1,', `example: { id: ${'x'.repeat(1_001)},`);
  const harness = await openOrders(contract.replace('/{$response.body#/id}', ''));
  harness.send(order());

  expect(harness.records('outbox')).toMatchObject([{ body: { data: { id: 'ord_0', amount: 25 } } }]);
});

test('leaves out a callback whose key is not an expression, with a notice', () => {
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
  expect(contract.notices).toEqual([
    expect.stringContaining('the callback is skipped: its key is not a valid expression'),
  ]);
});
