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

const ODD_WEBHOOKS = `
openapi: 3.1.0
info: { title: Odd, version: '1' }
paths: {}
webhooks:
  ping: { post: { responses: {} } }
  photo: { post: { requestBody: { content: { image/png: {} } } } }
  anything: { put: { requestBody: { content: { '*/*': {} } } } }
  example: { post: { requestBody: { content: { application/vnd.x+json: { example: { a: 1 } } } } } }
  impossible: { post: { requestBody: { content: { application/json: { schema: { allOf: [{ type: string }, { type: integer }] } } } } } }
  list: { post: { requestBody: { content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
`;

const openOdd = async (): Promise<ControlBench> =>
  openControl({ contract: await temporaryFile('odd.yaml', ODD_WEBHOOKS) });

test.for<readonly [name: string, sent: object]>([
  ['ping', { method: 'POST', headers: {} }],
  ['anything', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: {} }],
  ['example', { headers: { 'content-type': 'application/vnd.x+json' }, body: { a: 1 } }],
])('%s is sent as the contract has it', async ([name, sent]) => {
  const bench = await openOdd();

  expect(bench.control('POST', `/webhooks/${name}`, { url: 'http://hooks.test' }).status).toBe(202);
  expect(bench.records('outbox')).toMatchObject([sent]);
});

test.for<readonly [name: string, order: object, detail: string]>([
  ['photo', {}, 'No value was found that fits /webhooks/photo/post. Send a "body".'],
  ['impossible', {}, 'No value was found that fits /webhooks/impossible/post. Send a "body".'],
  ['ping', { body: { a: 1 } }, 'Not sent: /webhooks/ping/post declares no body.'],
  ['example', { body: 'x'.repeat(70_000) }, 'Not sent: the body is larger than 65536 characters.'],
  ['list', { body: {} }, 'schema: the body must be'],
])('%s with %o is not sent, and the text says why', async ([name, order, detail]) => {
  const bench = await openOdd();

  const reply = bench.control('POST', `/webhooks/${name}`, { url: 'http://hooks.test', ...order });

  expect([reply.status, detailOf(reply)]).toEqual([400, expect.stringContaining(detail)]);
  expect(bench.records('outbox')).toEqual([]);
});

test('a contract without webhooks has none to send', async () => {
  const { control } = await openControl();

  const { status, body } = control('POST', '/webhooks/ping', { url: 'http://hooks.test' });

  expect([status, JSON.stringify(body)]).toEqual([404, expect.stringContaining('It declares none.')]);
});
