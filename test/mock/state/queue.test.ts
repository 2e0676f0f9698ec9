import { expect, test } from 'vitest';
import { Queue } from '../../../mock/state/queue.ts';

const queueOf = (...items: readonly string[]) => {
  const queue = new Queue<string>();
  const nodes = items.map((item) => queue.add(item));
  const removeItem = (item: string): void => {
    const node = nodes.find((candidate) => candidate.item === item);
    if (node) queue.remove(node);
  };
  return { queue, removeItem };
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
