import { expect, test } from 'vitest';
import { aWorkshop } from './a-shop.ts';

const PART = '/widgets/AAA0000/parts/7d444840-9dc0-41d1-b245-5ffdce74fad2';

test('an answer without a body creates all the same, under an id as its pattern has it', async () => {
  const { send } = await aWorkshop({ resources: { start: 'empty' } });

  expect(send('POST', '/widgets', { title: 'Second' })).toMatchObject({ status: 202, headers: {} });

  expect(send('GET', '/widgets').body).toMatchObject({
    results: [{ code: expect.stringMatching(/^[A-Z]{3}[0-9]{4}$/), title: 'Second' }],
  });
});

test('a list shows of an item what its schema has room for', async () => {
  const { send } = await aWorkshop();

  expect(send('GET', '/widgets').body).toMatchObject({ results: [{ code: 'AAA0000', title: 'First' }] });
  expect(send('GET', '/widgets/AAA0000').body).toMatchObject({ code: 'AAA0000', created: expect.any(Number) });
});

test('facts about the page are told where the contract has them, in the type that it has', async () => {
  const { send } = await aWorkshop();
  for (const title of ['Second', 'Third']) send('POST', '/widgets', { title });

  expect(send('GET', '/widgets?offset=1&limit=1').body).toMatchObject({
    results: [{ title: 'Second' }],
    pagination: { total: '3', total_pages: 3, offset: 1, limit: 1, next: expect.stringMatching(/^[A-Z]{3}\d{4}$/) },
  });
  expect(send('GET', '/widgets?offset=2&limit=1').body).toMatchObject({ pagination: { next: '' } });
  expect(send('GET', '/widgets?limit=0').body).toMatchObject({ results: [], pagination: { total_pages: 0 } });
});

test('times that are numbers are Unix seconds, and nobody can set them', async () => {
  const { send } = await aWorkshop({ resources: { start: 'empty' } });
  send('POST', '/widgets', { title: 'Late', created: 1 });
  const [{ code }] = (send('GET', '/widgets').body as { readonly results: readonly [{ readonly code: string }] })
    .results;

  expect(send('GET', `/widgets/${code}`).body).toMatchObject({ created: Date.UTC(2026, 10, 24) / 1000 });
});

test('some APIs change an item by POST', async () => {
  const { send } = await aWorkshop();

  send('POST', '/widgets/AAA0000', { title: 'Changed' });

  expect(send('GET', '/widgets/AAA0000').body).toMatchObject({ title: 'Changed' });
});

test('what is removed is shown a last time, where the contract shows it', async () => {
  const { send } = await aWorkshop();

  expect(send('DELETE', '/widgets/AAA0000')).toMatchObject({ status: 200, body: { code: 'AAA0000' } });
  expect(send('DELETE', '/widgets/AAA0000').status).toBe(404);
});

test('an item may be put where none was, in the name that the path has for it', async () => {
  const { send } = await aWorkshop({ resources: { unknown: 'missing' } });
  send('GET', '/widgets');

  expect(send('GET', PART).status).toBe(404);
  expect(send('PUT', PART, { part_id: 'another', size: 3 })).toMatchObject({ status: 200, body: { size: 3 } });
  expect(send('GET', PART).body).toMatchObject({ part_id: PART.split('/').at(-1), size: 3 });
});

test('nothing is done to a part of what is gone', async () => {
  const { send } = await aWorkshop();
  expect(send('POST', `${PART}/polish`).status).toBe(204);

  send('DELETE', '/widgets/AAA0000');

  expect([send('GET', PART).status, send('PUT', PART, {}).status, send('POST', `${PART}/polish`).status]).toEqual([
    404, 404, 404,
  ]);
});

test('what lies below a collection that is not remembered is remembered all the same', async () => {
  const { send } = await aWorkshop({ resources: { except: ['/widgets'] } });
  send('PUT', PART, { size: 1 });

  expect(send('GET', PART).body).toMatchObject({ size: 1 });
});
