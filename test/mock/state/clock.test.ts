import { expect, test } from 'vitest';
import { put } from '../../../mock/index.ts';
import type { Clock } from '../../../mock/state/clock.ts';
import { instantOf, LAST_INSTANT, putClock, readClock, resume, setTo } from '../../../mock/state/clock.ts';
import { Draft } from '../../../mock/world/draft.ts';
import { aWorld } from './a-world.ts';

const RUNNING: Clock = { mode: 'running', offsetMs: 0 };
const LATE: Clock = { mode: 'running', offsetMs: -100 };
const FROZEN: Clock = { mode: 'frozen', at: 500 };

test.for<[Clock, number]>([
  [RUNNING, 1000],
  [LATE, 900],
  [FROZEN, 500],
])('the clock %j at wall time 1000 shows %i', ([clock, instant]) => {
  expect(instantOf(clock, 1000)).toBe(instant);
});

test.for([RUNNING, LATE, FROZEN])('%j can be set, and keeps its mode', (clock) => {
  const set = setTo(clock, 7000, 1000);

  expect(set.mode).toBe(clock.mode);
  expect(instantOf(set, 1000)).toBe(7000);
  expect(instantOf(set, 1001)).toBe(clock.mode === 'frozen' ? 7000 : 7001);
});

test.for([RUNNING, LATE, FROZEN])('%j resumes from its current instant', (clock) => {
  const running = resume(clock, 1000);

  expect(instantOf(running, 1000)).toBe(instantOf(clock, 1000));
  expect(instantOf(running, 1001)).toBe(instantOf(clock, 1000) + 1);
});

test('the clock of a world follows the wall clock until it is set', () => {
  expect(readClock(new Draft(aWorld(), 0))).toEqual(RUNNING);
  expect(readClock(new Draft(aWorld({ initialChanges: [putClock(FROZEN)] }), 0))).toEqual(FROZEN);
});

test('the clock is a record like any other', () => {
  expect(putClock(FROZEN)).toEqual(put('clock', { id: 'clock', clock: FROZEN }));
});

test('the last instant is the last valid Date', () => {
  expect(new Date(LAST_INSTANT).getTime()).toBe(LAST_INSTANT);
  expect(new Date(LAST_INSTANT + 1).getTime()).toBeNaN();
});
