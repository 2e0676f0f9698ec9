import { AGENDA, dueId } from '../state/agenda.ts';
import type { Change, RecordView } from '../state/records.ts';
import { remove } from '../state/records.ts';
import type { Delivery } from './delivery.ts';
import { DELIVER, OUTBOX } from './delivery.ts';

/** Takes deliveries out of the outbox, with the tries that are planned of them: what has not left, never will. */
export const withdraw = (records: RecordView, isMeant: (delivery: Delivery) => boolean): readonly Change[] =>
  records
    .list<Delivery>(OUTBOX)
    .filter(isMeant)
    .flatMap(({ id }) => [remove(OUTBOX, id), remove(AGENDA, dueId(DELIVER, id))]);

/** Whether a delivery may still leave. */
export const isUndelivered = ({ state }: Delivery): boolean => state !== 'delivered' && state !== 'failed';
