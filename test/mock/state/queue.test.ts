import { expect, test } from 'vitest';
import { Queue } from '../../../mock/state/queue.ts';

const queueOf = (...items: readonly string[]) => {
  const queue = new Queue<string>();
  const places = items.map((item) => queue.add(item));
  const leave = (item: string): void => {
    const place = places.find((candidate) => candidate.item === item);
    if (place) queue.remove(place);
  };
  return { queue, leave };
};

const drain = (queue: Queue<string>): readonly string[] => {
  const items: string[] = [];
  for (let item = queue.removeFirst(); item !== undefined; item = queue.removeFirst()) items.push(item);
  return items;
};

test('gives items back in the order in which they came', () => {
  const { queue } = queueOf('a', 'b', 'c');

  expect(queue.first).toBe('a');
  expect(drain(queue)).toEqual(['a', 'b', 'c']);
  expect(queue.first).toBeUndefined();
});

test.for([
  ['a', ['b', 'c', 'd']],
  ['b', ['a', 'c', 'd']],
  ['c', ['a', 'b', 'd']],
] as const)('lets %s leave from where it stands, and takes others in after', ([item, rest]) => {
  const { queue, leave } = queueOf('a', 'b', 'c');

  leave(item);
  queue.add('d');

  expect(drain(queue)).toEqual(rest);
});

test('begins anew when all have left', () => {
  const { queue, leave } = queueOf('a');
  leave('a');

  queue.add('b');

  expect(drain(queue)).toEqual(['b']);
});
