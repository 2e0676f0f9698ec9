import { expect, test } from 'vitest';
import type { ResourceSandbox } from '../a-shop.ts';
import { openShop } from '../a-shop.ts';

const shopWith = async (...names: readonly string[]): Promise<ResourceSandbox> => {
  const shop = await openShop({ resources: { start: 'empty' } });
  for (const name of names) {
    shop.send('POST', '/owners', { id: `own_${name}`, name, city: name < 'c' ? 'Bonn' : 'Ulm' });
    shop.send('POST', '/owners/own_1/pets', { name });
  }
  return shop;
};

const namesIn = (body: unknown): readonly string[] => {
  const list = Array.isArray(body) ? body : (body as { readonly data: readonly object[] }).data;
  return (list as readonly { readonly name: string }[]).map(({ name }) => name);
};

test('a page has the declared size, and cursors lead to the last page', async () => {
  const { send } = await shopWith('a', 'b', 'c');

  const first = send('GET', '/owners').body as { readonly next_cursor: string };
  const second = send('GET', `/owners?cursor=${first.next_cursor}`).body;

  expect([namesIn(first), first]).toMatchObject([['a', 'b'], { has_more: true, next_cursor: 'own_b', total: 3 }]);
  expect([namesIn(second), second]).toMatchObject([['c'], { has_more: false, next_cursor: null, total: 3 }]);
});

test('a limit sets the page size', async () => {
  const { send } = await shopWith('a', 'b', 'c');

  expect(namesIn(send('GET', '/owners?limit=1').body)).toEqual(['a']);
  expect(namesIn(send('GET', '/owners?limit=50').body)).toEqual(['a', 'b', 'c']);
});

test('page numbers start at one', async () => {
  const { send } = await shopWith('a', 'b', 'c');

  expect(namesIn(send('GET', '/owners/own_1/pets?per_page=2&page=1').body)).toEqual(['a', 'b']);
  expect(namesIn(send('GET', '/owners/own_1/pets?per_page=2&page=2').body)).toEqual(['c']);
  expect(namesIn(send('GET', '/owners/own_1/pets?per_page=2&page=3').body)).toEqual([]);
});

test('a parameter with the name of a property filters', async () => {
  const { send } = await shopWith('a', 'b', 'c');

  expect(namesIn(send('GET', '/owners?city=Ulm').body)).toEqual(['c']);
});

test('a cursor for an unknown item is refused', async () => {
  const { send } = await shopWith('a');

  expect(send('GET', '/owners?cursor=own_x')).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});
