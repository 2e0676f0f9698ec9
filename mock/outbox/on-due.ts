import type { ApiPack, DueHandler } from '../api-pack.ts';
import type { Delivery } from './delivery.ts';
import { DELIVER, OUTBOX, readied } from './delivery.ts';

/** It may have been removed, or made room, since its next try was planned. */
const deliver: DueHandler = ({ due, records }) => {
  const delivery = records.get<Delivery>(OUTBOX, due.subject);
  return delivery?.state === 'waiting' ? readied(delivery, due.at) : {};
};

/** Who carries out what falls due: the engine its own, the pack all else. */
export const dueHandlerFor = ({ onDue }: ApiPack, kind: string): DueHandler | undefined =>
  kind === DELIVER ? deliver : onDue.get(kind);
