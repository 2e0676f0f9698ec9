import type { ApiPack, JobHandler } from '../api-pack.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { DELIVER, makeReady, OUTBOX } from '../outbox/delivery.ts';

/** The delivery may have been removed or evicted since its retry was scheduled. */
const deliver: JobHandler = ({ job, records }) => {
  const delivery = records.get<Delivery>(OUTBOX, job.subject);
  return delivery?.state === 'waiting' ? makeReady(delivery, job.at) : {};
};

/** The function that runs a kind of job: the engine's own for deliveries, otherwise the pack's. */
export const jobHandlerFor = ({ jobHandlers }: ApiPack, kind: string): JobHandler | undefined =>
  kind === DELIVER ? deliver : jobHandlers.get(kind);
