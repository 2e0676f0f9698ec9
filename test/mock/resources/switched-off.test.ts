import { expect, test } from 'vitest';
import { singularOf } from '../../../mock/resources/infer/resource.ts';
import { openShop } from './a-shop.ts';

test('with resources disabled, every answer comes from the contract', async () => {
  const { send } = await openShop({ resources: { enabled: false } });

  send('DELETE', '/owners/own_1');

  expect(send('GET', '/owners/own_1').status).toBe(200);
});

test('a name that is not a plural is its own singular', () => {
  expect(singularOf({ name: '/' })).toBe('/');
  expect(singularOf({ name: '/dishes' })).toBe('dish');
});
