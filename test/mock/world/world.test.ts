import { expect, test } from 'vitest';
import { put, remove } from '../../../mock/index.ts';
import { putJob } from '../../../mock/state/schedule.ts';
import { runDueJobs } from '../../../mock/world/run-due-jobs.ts';
import { MAX_COLLECTIONS } from '../../../mock/world/world.ts';
import { aWorld } from '../state/a-world.ts';

const REX = { id: 'rex' };
const JOB = putJob({ at: 10, kind: 'end', subject: 'rex' });

test('starts with the initial records', () => {
  const world = aWorld({ initialChanges: [put('pets', REX)], seed: 'seed' });

  expect(world.get('pets', 'rex', 0)).toEqual(REX);
  expect(world.list('pets', 0)).toEqual([REX]);
  expect(world.get('dogs', 'rex', 0)).toBeUndefined();
  expect(world.list('dogs', 0)).toEqual([]);
  expect(world.seed).toBe('seed');
});

test('applies changes in order, and returns the effective ones', () => {
  const applied = aWorld().apply([put('pets', REX), remove('pets', 'rex'), remove('pets', 'rex')], 0);

  expect(applied.map(({ kind }) => kind)).toEqual(['put', 'remove']);
});

test('limits each collection separately', () => {
  const world = aWorld({ maxRecords: 2 });

  world.apply(
    ['a', 'b', 'c'].flatMap((id) => [put('pets', { id }), put('dogs', { id })]),
    0,
  );

  expect(world.list('pets', 0).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(world.list('dogs', 0)).toHaveLength(2);
});

test('keeps the settings of every scenario, even with a small record limit', () => {
  const world = aWorld({ maxRecords: 1 });

  world.apply([put('settings', { id: 'throttling' }), put('settings', { id: 'faults' })], 0);

  expect(world.list('settings', 0)).toHaveLength(2);
});

test('reset restores the initial state', () => {
  const world = aWorld({ initialChanges: [put('pets', REX)] });
  world.apply([remove('pets', 'rex'), put('dogs', REX), JOB], 0);
  world.inFlight.add('req_1');
  const firstId = world.requestIds.next();

  world.reset();

  expect([...world.contents(0).keys()]).toEqual(['pets']);
  expect(world.nextJob).toBeUndefined();
  expect(world.inFlight.size).toBe(0);
  expect(world.requestIds.next()).toBe(firstId);
});

test('can be restored to the state of another world, including expiry and order', () => {
  const world = aWorld({ maxRecords: 3 });
  world.apply(
    [
      put('pets', { id: 'a' }, { expiresAt: 50 }),
      put('pets', { id: 'b' }, { finished: true }),
      put('pets', { id: 'c' }),
      JOB,
    ],
    0,
  );
  const copy = aWorld({ maxRecords: 3, initialChanges: [put('dogs', REX)] });

  copy.restore(world.contents(0), 0);

  expect(copy.contents(0)).toEqual(world.contents(0));
  expect(copy.nextJob).toEqual(world.nextJob);
  expect(copy.list('dogs', 0)).toEqual([]);
  expect(copy.list('pets', 50).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(copy.apply([put('pets', { id: 'd' })], 0)[0]).toMatchObject({ kind: 'evict', id: 'b' });
});

test('its contents exclude expired records', () => {
  const world = aWorld({ initialChanges: [put('pets', REX, { expiresAt: 10 })] });

  expect(world.contents(9).get('pets')).toEqual([{ record: REX, expiresAt: 10 }]);
  expect(world.contents(10).get('pets')).toEqual([]);
});

test('refuses too many collections, and is unchanged', () => {
  const world = aWorld({ initialChanges: [put('pets', REX)] });
  const tooMany = new Map(Array.from({ length: MAX_COLLECTIONS + 1 }, (_, n) => [`c${n}`, []]));

  expect(() => world.restore(tooMany, 0)).toThrow(RangeError);
  expect(world.get('pets', 'rex', 0)).toEqual(REX);
});

test('runs a job from a snapshot, even if its record has an expiry', () => {
  const world = aWorld();
  world.restore(
    new Map([['agenda', [{ record: { id: 'end rex', at: 10, kind: 'end', subject: 'rex' }, expiresAt: 1 }]]]),
    5,
  );

  expect(runDueJobs(world, 20, () => ({}))).toHaveLength(1);
  expect(world.nextJob).toBeUndefined();
});

test('clears requests in flight when it is restored', () => {
  const world = aWorld();
  world.inFlight.add('req_1');

  world.restore(new Map(), 0);

  expect(world.inFlight.size).toBe(0);
});
