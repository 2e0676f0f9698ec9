import { expect, test } from 'vitest';
import { RequestIds } from '../../../mock/state/request-ids.ts';

test('generates ids of 24 hexadecimal digits that sort by age', () => {
  const ids = new RequestIds('seed', 'default');

  const generated = Array.from({ length: 20 }, () => ids.next());

  expect(generated.every((id) => /^[\da-f]{24}$/.test(id))).toBe(true);
  expect(generated.toSorted()).toEqual(generated);
  expect(new Set(generated).size).toBe(20);
});

test('generates the same ids from the same seed and name, and different ids otherwise', () => {
  const first = (seed: string, world: string): string => new RequestIds(seed, world).next();

  expect(first('seed', 'default')).toBe(first('seed', 'default'));
  expect(new Set([first('seed', 'default'), first('seed', 'other'), first('other', 'default')]).size).toBe(3);
});

test('starts over after restart()', () => {
  const ids = new RequestIds('seed', 'default');
  const first = ids.next();

  ids.restart();

  expect(ids.next()).toBe(first);
});
