import { expect, test } from 'vitest';
import { Queue } from '../../../mock/state/queue.ts';

const queueOf = (...items: readonly string[]) => {
  const positions = new Map<string, number>();
  const queue = new Queue<string>((item, position) => positions.set(item, position));
  const add = (item: string): void => void positions.set(item, queue.add(item));
  items.forEach(add);
  return { queue, add, removeItem: (item: string): void => queue.remove(positions.get(item) ?? -1) };
};

const drain = (queue: Queue<string>): readonly string[] => {
  const items: string[] = [];
  for (let item = queue.removeFirst(); item !== undefined; item = queue.removeFirst()) items.push(item);
  return items;
};

test('returns items in insertion order', () => {
  const { queue } = queueOf('a', 'b', 'c');

  expect(queue.first).toBe('a');
  expect(drain(queue)).toEqual(['a', 'b', 'c']);
  expect(queue.first).toBeUndefined();
});

test.for([
  ['a', ['b', 'c', 'd']],
  ['b', ['a', 'c', 'd']],
  ['c', ['a', 'b', 'd']],
] as const)('removes %s from any position, and adds items after it', ([item, rest]) => {
  const { queue, removeItem } = queueOf('a', 'b', 'c');

  removeItem(item);
  queue.add('d');

  expect(drain(queue)).toEqual(rest);
});

test('accepts items again after all were removed', () => {
  const { queue, removeItem } = queueOf('a');
  removeItem('a');

  queue.add('b');

  expect(drain(queue)).toEqual(['b']);
});

test('keeps the order, and each item can be removed, after the places of removed items are closed up', () => {
  const { queue, add, removeItem } = queueOf('first', 'last');
  removeItem('last');

  for (let turn = 0; turn < 1_000; turn += 1) {
    add('often');
    removeItem('often');
  }
  add('last');
  removeItem('first');

  expect(drain(queue)).toEqual(['last']);
});
