import type { ApiPack, JobHandler } from '../api-pack.ts';
import type { Delivery } from './delivery.ts';
import { DELIVER, OUTBOX, makeReady } from './delivery.ts';

/** It may have been removed, or made room, since its next try was planned. */
const deliver: JobHandler = ({ job, records }) => {
  const delivery = records.get<Delivery>(OUTBOX, job.subject);
  return delivery?.state === 'waiting' ? makeReady(delivery, job.at) : {};
};

/** Who carries out what falls due: the engine its own, the pack all else. */
export const jobHandlerFor = ({ jobHandlers }: ApiPack, kind: string): JobHandler | undefined =>
  kind === DELIVER ? deliver : jobHandlers.get(kind);
