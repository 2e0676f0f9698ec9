import { expect, test } from 'vitest';
import { remove } from '../../../index.ts';
import { ScheduleIndex, jobId, putJob } from '../../../mock/state/schedule.ts';
import type { World } from '../../../mock/world/world.ts';
import { aWorld } from './a-world.ts';

const plan = (subject: string, at: number): ReturnType<typeof putJob> => putJob({ at, kind: 'end', subject });

/** Takes everything from a world's agenda, in the order in which it falls due. */
const drain = (world: World): readonly string[] => {
  const order: string[] = [];
  for (let job = world.nextJob; job; job = world.nextJob) {
    order.push(`${job.subject} at ${job.at}`);
    world.apply([remove('agenda', job.id)], 0);
  }
  return order;
};

test('gives the soonest first, and of two at once the one that was planned first', () => {
  const world = aWorld();

  world.apply([plan('c', 30), plan('a', 10), plan('b1', 20), plan('b2', 20), plan('b3', 20)], 0);

  expect(drain(world)).toEqual(['a at 10', 'b1 at 20', 'b2 at 20', 'b3 at 20', 'c at 30']);
});

test('of one kind and subject only the latest plan stands', () => {
  const world = aWorld();

  world.apply([plan('a', 10), plan('b', 20), plan('a', 30)], 0);

  expect(drain(world)).toEqual(['b at 20', 'a at 30']);
});

test('what is called off does not fall due', () => {
  const world = aWorld();

  world.apply([plan('a', 10), plan('b', 20), remove('agenda', jobId('end', 'a')), remove('agenda', 'nobody')], 0);

  expect(drain(world)).toEqual(['b at 20']);
});

test('what is evicted does not fall due', () => {
  const world = aWorld({ most: 2 });

  world.apply([plan('a', 10), plan('b', 20), plan('c', 30)], 0);

  expect(drain(world)).toEqual(['b at 20', 'c at 30']);
});

test('the index minds nothing that it does not know', () => {
  const index = new ScheduleIndex();

  index.delete({ id: 'end a', at: 1, kind: 'end', subject: 'a' });

  expect(index.next).toBeUndefined();
});
