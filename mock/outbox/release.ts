import type { Decision } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import type { RecordView } from '../state/records.ts';
import type { Delivery } from './delivery.ts';
import { OUTBOX, makeReady } from './delivery.ts';

/** Deliveries that are held, oldest first. */
export const heldDeliveries = (records: RecordView): readonly Delivery[] =>
  records.list<Delivery>(OUTBOX).filter(({ state }) => state === 'held');

/**
 * Lets held deliveries go in a given order. Each leaves once the one before has had its try, since two that are under way at the
 * same time arrive in any order.
 */
export const release = (ids: readonly string[], records: RecordView, at: Instant): Decision => {
  const [next, ...rest] = ids.flatMap((id) => {
    const delivery = records.get<Delivery>(OUTBOX, id);
    // It may have been removed, or sent by itself, in the meantime.
    return delivery?.state === 'held' ? [delivery] : [];
  });
  return next === undefined ? {} : makeReady({ ...next, followers: rest.map(({ id }) => id) }, at);
};
