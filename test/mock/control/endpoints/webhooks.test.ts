import { expect, test } from 'vitest';
import type { Reply } from '../../../../mock/index.ts';
import { ORDERS_CONTRACT } from '../../../support/orders-contract.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';
import type { ControlHarness } from '../open-control.ts';
import { openControl } from '../open-control.ts';

const openOrders = async (): Promise<ControlHarness> =>
  openControl({ contract: await temporaryFile('orders.yaml', ORDERS_CONTRACT) });

const detailOf = ({ body }: Reply): unknown => (body as { readonly detail?: string }).detail;

test('lists the webhooks of the contract', async () => {
  const { control } = await openOrders();

  expect(control('GET', '/webhooks').body).toEqual({
    webhooks: [{ name: 'orderShipped', method: 'POST', summary: 'An order has left the house.' }],
  });
});

test('sends a webhook with the given body', async () => {
  const harness = await openOrders();

  const reply = harness.control('POST', '/webhooks/orderShipped', {
    url: 'http://hooks.test/a',
    body: { id: 'ord_7', state: 'shipped' },
  });

  expect(reply).toMatchObject({
    status: 202,
    body: { delivery: { id: 'dlv_1', about: 'webhook orderShipped', url: 'http://hooks.test/a', state: 'ready' } },
  });
  expect(harness.records('outbox')).toMatchObject([{ body: { id: 'ord_7', state: 'shipped' } }]);
});

test('generates a different body each time if none is given', async () => {
  const harness = await openOrders();

  harness.control('POST', '/webhooks/orderShipped', { url: 'http://hooks.test/a' });
  harness.control('POST', '/webhooks/orderShipped', { url: 'http://hooks.test/a' });

  const [first, second] = harness.records('outbox').map(({ body }) => body as { readonly id: string });
  expect(first?.id).toMatch(/./);
  expect(first).not.toEqual(second);
});

test.for([
  ['orderLost', { url: 'http://hooks.test' }, 404, 'Unknown webhook. Known: orderShipped.'],
  ['orderShipped', { url: '/here' }, 400, 'Not sent: "/here" is not an absolute URL.'],
  ['orderShipped', { url: 'http://hooks.test', body: {} }, 400, 'Not sent: /components/schemas/Order: id is required.'],
] as const)('refuses to send %s with %o', async ([name, input, status, detail]) => {
  const harness = await openOrders();

  const reply = harness.control('POST', `/webhooks/${name}`, input);

  expect([reply.status, detailOf(reply)]).toEqual([status, detail]);
  expect(harness.records('outbox')).toEqual([]);
});

const UNUSUAL_WEBHOOKS = `
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

const openUnusual = async (): Promise<ControlHarness> =>
  openControl({ contract: await temporaryFile('odd.yaml', UNUSUAL_WEBHOOKS) });

test.for<readonly [name: string, sent: object]>([
  ['ping', { method: 'POST', headers: {} }],
  ['anything', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: {} }],
  ['example', { headers: { 'content-type': 'application/vnd.x+json' }, body: { a: 1 } }],
])('%s is sent as the contract declares it', async ([name, sent]) => {
  const harness = await openUnusual();

  expect(harness.control('POST', `/webhooks/${name}`, { url: 'http://hooks.test' }).status).toBe(202);
  expect(harness.records('outbox')).toMatchObject([sent]);
});

test.for<readonly [name: string, input: object, detail: string]>([
  ['photo', {}, 'No valid body could be generated for /webhooks/photo/post. Send a "body".'],
  ['impossible', {}, 'No valid body could be generated for /webhooks/impossible/post. Send a "body".'],
  ['ping', { body: { a: 1 } }, 'Not sent: /webhooks/ping/post declares no body.'],
  ['example', { body: 'x'.repeat(70_000) }, 'Not sent: the body is larger than 65536 characters.'],
  ['list', { body: {} }, 'schema: the body must be'],
])('%s with %o is not sent, with the reason', async ([name, input, detail]) => {
  const harness = await openUnusual();

  const reply = harness.control('POST', `/webhooks/${name}`, { url: 'http://hooks.test', ...input });

  expect([reply.status, detailOf(reply)]).toEqual([400, expect.stringContaining(detail)]);
  expect(harness.records('outbox')).toEqual([]);
});

test('a contract without webhooks has no webhook to send', async () => {
  const { control } = await openControl();

  const { status, body } = control('POST', '/webhooks/ping', { url: 'http://hooks.test' });

  expect([status, JSON.stringify(body)]).toEqual([404, expect.stringContaining('Unknown webhook. Known: none.')]);
});
