import type { Instant, RecordView, WorldRecord } from '../../../mock/index.ts';

/**
 * A tester's callback to the tested number. Incoming calls are not calls of the organization, so they have their own collection.
 */
export type Callback = WorldRecord & {
  readonly call_id: string;
  readonly answered_at: Instant;
  readonly ended_at: Instant;
  /** Whether a person was heard. */
  readonly human: boolean;
};

/** The collection of callbacks. It keeps the latest callback of each session to each number. */
export const CALLBACKS = 'number_health_callbacks';

export const callbackId = (session: string, phoneId: number): string => `${session} ${phoneId}`;

export const callbackTo = (records: RecordView, session: string, phoneId: number): Callback | undefined =>
  records.get<Callback>(CALLBACKS, callbackId(session, phoneId));

export const callbackSeconds = ({ answered_at, ended_at }: Callback, now: Instant): number =>
  Math.max(0, Math.floor((Math.min(ended_at, now) - answered_at) / 1000));
