import type { Instant } from './instant.ts';
import type { Change, RecordView, WorldRecord } from './records.ts';
import { put } from './records.ts';

/** A world's clock, stored as a record. It runs at an offset to the wall clock, or is frozen. */
export type Clock =
  { readonly mode: 'running'; readonly offsetMs: number } | { readonly mode: 'frozen'; readonly at: Instant };

const RUNNING: Clock = { mode: 'running', offsetMs: 0 };

/** The last instant that `Date` can represent (ECMA-262, time values). */
export const LAST_INSTANT: Instant = 8.64e15;

export const readClock = (records: RecordView): Clock =>
  records.get<WorldRecord & { clock: Clock }>('clock', 'clock')?.clock ?? RUNNING;

export const putClock = (clock: Clock): Change => put('clock', { id: 'clock', clock });

export const instantOf = (clock: Clock, wall: Instant): Instant =>
  clock.mode === 'frozen' ? clock.at : wall + clock.offsetMs;

/** The clock set to `at` at the wall time `wall`. */
export const setTo = (clock: Clock, at: Instant, wall: Instant): Clock =>
  clock.mode === 'frozen' ? { mode: 'frozen', at } : { mode: 'running', offsetMs: at - wall };

/** Lets a frozen clock run on from its instant. */
export const resume = (clock: Clock, wall: Instant): Clock => ({
  mode: 'running',
  offsetMs: instantOf(clock, wall) - wall,
});
