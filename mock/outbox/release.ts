import type { Decision } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import type { RecordView } from '../state/records.ts';
import type { Delivery } from './delivery.ts';
import { makeReady, OUTBOX } from './delivery.ts';

/** Held deliveries, oldest first. */
export const heldDeliveries = (records: RecordView): readonly Delivery[] =>
  records.list<Delivery>(OUTBOX).filter(({ state }) => state === 'held');

/**
 * Releases held deliveries in a given order. Each is sent after the attempt of the one before, since two that are sent at the same time
 * may arrive in any order.
 */
export const release = (ids: readonly string[], records: RecordView, at: Instant): Decision => {
  const [next, ...rest] = ids.flatMap((id) => {
    const delivery = records.get<Delivery>(OUTBOX, id);
    // It may have been removed or sent since it was held.
    return delivery?.state === 'held' ? [delivery] : [];
  });
  return next === undefined ? {} : makeReady({ ...next, followers: rest.map(({ id }) => id) }, at);
};
