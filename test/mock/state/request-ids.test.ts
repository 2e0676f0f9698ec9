import { expect, test } from 'vitest';
import { RequestIds } from '../../../mock/state/request-ids.ts';

test('makes ids of 24 hexadecimal digits that sort by age', () => {
  const ids = new RequestIds('seed', 'default');

  const made = Array.from({ length: 20 }, () => ids.next());

  expect(made.every((id) => /^[\da-f]{24}$/.test(id))).toBe(true);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(20);
});

test('makes the same ids again from the same seed and name, and others from others', () => {
  const first = (seed: string, world: string): string => new RequestIds(seed, world).next();

  expect(first('seed', 'default')).toBe(first('seed', 'default'));
  expect(new Set([first('seed', 'default'), first('seed', 'other'), first('other', 'default')]).size).toBe(3);
});

test('begins anew when told to', () => {
  const ids = new RequestIds('seed', 'default');
  const first = ids.next();

  ids.restart();

  expect(ids.next()).toBe(first);
});
