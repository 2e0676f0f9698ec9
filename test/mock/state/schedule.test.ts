import { expect, test } from 'vitest';
import { remove } from '../../../mock/index.ts';
import { jobId, putJob, ScheduleIndex } from '../../../mock/state/schedule.ts';
import type { World } from '../../../mock/world/world.ts';
import { aWorld } from './a-world.ts';

const jobFor = (subject: string, at: number): ReturnType<typeof putJob> => putJob({ at, kind: 'end', subject });

/** Removes all jobs from a world, in the order in which they are due. */
const drain = (world: World): readonly string[] => {
  const order: string[] = [];
  for (let job = world.nextJob; job; job = world.nextJob) {
    order.push(`${job.subject} at ${job.at}`);
    world.apply([remove('agenda', job.id)], 0);
  }
  return order;
};

test('returns the next due job first, and jobs at the same instant in scheduling order', () => {
  const world = aWorld();

  world.apply([jobFor('c', 30), jobFor('a', 10), jobFor('b1', 20), jobFor('b2', 20), jobFor('b3', 20)], 0);

  expect(drain(world)).toEqual(['a at 10', 'b1 at 20', 'b2 at 20', 'b3 at 20', 'c at 30']);
});

test('a job replaces an earlier one of the same kind and subject', () => {
  const world = aWorld();

  world.apply([jobFor('a', 10), jobFor('b', 20), jobFor('a', 30)], 0);

  expect(drain(world)).toEqual(['b at 20', 'a at 30']);
});

test('a canceled job does not become due', () => {
  const world = aWorld();

  world.apply([jobFor('a', 10), jobFor('b', 20), remove('agenda', jobId('end', 'a')), remove('agenda', 'unknown')], 0);

  expect(drain(world)).toEqual(['b at 20']);
});

test('an evicted job does not become due', () => {
  const world = aWorld({ maxRecords: 2 });

  world.apply([jobFor('a', 10), jobFor('b', 20), jobFor('c', 30)], 0);

  expect(drain(world)).toEqual(['b at 20', 'c at 30']);
});

test('the index ignores an unknown job', () => {
  const index = new ScheduleIndex();

  index.delete({ id: 'end a', at: 1, kind: 'end', subject: 'a' });

  expect(index.next).toBeUndefined();
});
