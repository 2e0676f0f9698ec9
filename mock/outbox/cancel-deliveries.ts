import type { Instant } from '../state/instant.ts';
import type { Change, RecordView } from '../state/records.ts';
import { remove } from '../state/records.ts';
import { jobId, SCHEDULE } from '../state/schedule.ts';
import type { Delivery } from './delivery.ts';
import { DELIVER, OUTBOX } from './delivery.ts';
import { release } from './release.ts';

/**
 * Removes deliveries from the outbox, together with their scheduled retries. Released deliveries that waited for them are sent.
 */
export const cancelDeliveries = (
  records: RecordView,
  at: Instant,
  isMeant: (delivery: Delivery) => boolean,
): readonly Change[] => {
  const gone = records.list<Delivery>(OUTBOX).filter(isMeant);
  const ids = new Set(gone.map(({ id }) => id));
  const behind = gone.flatMap(({ followers = [] }) => followers).filter((id) => !ids.has(id));
  const { changes = [] } = release(behind, records, at);
  return [...gone.flatMap(({ id }) => [remove(OUTBOX, id), remove(SCHEDULE, jobId(DELIVER, id))]), ...changes];
};

/** Whether a delivery may still be sent. */
export const isUndelivered = ({ state }: Delivery): boolean => state !== 'delivered' && state !== 'failed';
