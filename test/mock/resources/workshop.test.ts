import { expect, test } from 'vitest';
import { openWidgets } from './a-shop.ts';

const PART = '/widgets/AAA0000/parts/7d444840-9dc0-41d1-b245-5ffdce74fad2';

test('a response without a body creates an item, with an id that matches its pattern', async () => {
  const { send } = await openWidgets({ resources: { start: 'empty' } });

  expect(send('POST', '/widgets', { title: 'Second' })).toMatchObject({ status: 202, headers: {} });

  expect(send('GET', '/widgets').body).toMatchObject({
    results: [{ code: expect.stringMatching(/^[A-Z]{3}[0-9]{4}$/), title: 'Second' }],
  });
});

test('a list shows the properties of an item that its schema allows', async () => {
  const { send } = await openWidgets();

  expect(send('GET', '/widgets').body).toMatchObject({ results: [{ code: 'AAA0000', title: 'First' }] });
  expect(send('GET', '/widgets/AAA0000').body).toMatchObject({ code: 'AAA0000', created: expect.any(Number) });
});

test('page properties are sent where the contract declares them, in the declared types', async () => {
  const { send } = await openWidgets();
  for (const title of ['Second', 'Third']) send('POST', '/widgets', { title });

  expect(send('GET', '/widgets?offset=1&limit=1').body).toMatchObject({
    results: [{ title: 'Second' }],
    pagination: { total: '3', total_pages: 3, offset: 1, limit: 1, next: expect.stringMatching(/^[A-Z]{3}\d{4}$/) },
  });
  expect(send('GET', '/widgets?offset=2&limit=1').body).toMatchObject({ pagination: { next: '' } });
  expect(send('GET', '/widgets?limit=0').body).toMatchObject({ results: [], pagination: { total_pages: 0 } });
});

test('numeric timestamps are Unix seconds, and a client cannot set them', async () => {
  const { send } = await openWidgets({ resources: { start: 'empty' } });
  send('POST', '/widgets', { title: 'Late', created: 1 });
  const [{ code }] = (send('GET', '/widgets').body as { readonly results: readonly [{ readonly code: string }] })
    .results;

  expect(send('GET', `/widgets/${code}`).body).toMatchObject({ created: Date.UTC(2026, 10, 24) / 1000 });
});

test('POST to an item changes it', async () => {
  const { send } = await openWidgets();

  send('POST', '/widgets/AAA0000', { title: 'Changed' });

  expect(send('GET', '/widgets/AAA0000').body).toMatchObject({ title: 'Changed' });
});

test('a removed item is returned if the contract declares it', async () => {
  const { send } = await openWidgets();

  expect(send('DELETE', '/widgets/AAA0000')).toMatchObject({ status: 200, body: { code: 'AAA0000' } });
  expect(send('DELETE', '/widgets/AAA0000').status).toBe(404);
});

test('an item may be put at an unused path, with the id of the path', async () => {
  const { send } = await openWidgets({ resources: { unknown: 'missing' } });
  send('GET', '/widgets');

  expect(send('GET', PART).status).toBe(404);
  expect(send('PUT', PART, { part_id: 'another', size: 3 })).toMatchObject({ status: 200, body: { size: 3 } });
  expect(send('GET', PART).body).toMatchObject({ part_id: PART.split('/').at(-1), size: 3 });
});

test('parts of a removed item are not found', async () => {
  const { send } = await openWidgets();
  expect(send('POST', `${PART}/polish`).status).toBe(204);

  send('DELETE', '/widgets/AAA0000');

  expect([send('GET', PART).status, send('PUT', PART, {}).status, send('POST', `${PART}/polish`).status]).toEqual([
    404, 404, 404,
  ]);
});

test('items below an excluded collection are kept', async () => {
  const { send } = await openWidgets({ resources: { except: ['/widgets'] } });
  send('PUT', PART, { size: 1 });

  expect(send('GET', PART).body).toMatchObject({ size: 1 });
});
