import { expect, test } from 'vitest';
import { singularOf } from '../../../mock/resources/infer/resource.ts';
import { aShop } from './a-shop.ts';

test('without resources every answer is the contract’s own', async () => {
  const { send } = await aShop({ resources: { enabled: false } });

  send('DELETE', '/owners/own_1');

  expect(send('GET', '/owners/own_1').status).toBe(200);
});

test('a name that is no plural is its own singular', () => {
  expect(singularOf({ name: '/' })).toBe('/');
  expect(singularOf({ name: '/dishes' })).toBe('dish');
});
