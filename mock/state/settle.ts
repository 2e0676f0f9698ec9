import type { Decision } from '../decision.ts';
import type { Instant } from '../exchange.ts';
import type { DueRecord } from './agenda.ts';
import { AGENDA } from './agenda.ts';
import { Draft } from './draft.ts';
import type { AppliedChange, RecordView } from './records.ts';
import { remove } from './records.ts';
import type { World } from './world.ts';

/** Carries out what falls due. Throws for a kind that it does not know. */
export type OnDue = (due: DueRecord, records: RecordView) => Decision;

export interface Settled {
  readonly due: DueRecord;
  readonly changes: readonly AppliedChange[];
}

/** How much may happen in one go, so that an advance by a thousand years ends. The rest happens at the next one. */
export const MOST_SETTLED = 10_000;

/**
 * Carries out all that is due up to and including `now`, soonest first, each at its own instant: what it plans in turn takes
 * its place in the order.
 */
export const settle = (world: World, now: Instant, onDue: OnDue): readonly Settled[] => {
  if ((world.soonestDue?.at ?? Infinity) > now) return NOTHING;
  const settled: Settled[] = [];
  for (let due = world.soonestDue; due && due.at <= now && settled.length < MOST_SETTLED; due = world.soonestDue) {
    const draft = new Draft(world, due.at);
    draft.add({ changes: [remove(AGENDA, due.id)] });
    draft.add(onDue(due, draft));
    settled.push({ due, changes: world.apply(draft.changes, due.at) });
  }
  return settled;
};

const NOTHING: readonly Settled[] = [];
