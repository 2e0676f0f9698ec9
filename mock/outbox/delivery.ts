import type { Decision, Emission } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import { SCHEDULE, jobId } from '../state/schedule.ts';
import type { WorldRecord } from '../state/records.ts';
import { put, remove } from '../state/records.ts';

export const DELIVERY_STATES = ['ready', 'waiting', 'held', 'delivered', 'failed'] as const;

/** One try to deliver. */
export interface Attempt {
  /** When it fell due, on the world's clock. */
  readonly at: Instant;
  /** What the target answered. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly error?: string;
}

/**
 * An emission in the outbox. `ready`: the shell may send it now; `waiting`: for its next try; `held`: until a tester releases it; the
 * others are over.
 */
export type Delivery = WorldRecord &
  Emission & {
    readonly headers: Readonly<Record<string, string>>;
    readonly createdAt: Instant;
    readonly state: (typeof DELIVERY_STATES)[number];
    /** When the next try is due; absent when there will be none. */
    readonly dueAt?: Instant;
    readonly attempts: readonly Attempt[];
    /** Whether it is sent once more when it has been taken. */
    readonly isDuplicated?: boolean;
    /** Whether another body is sent than the one that was signed. */
    readonly isTampered?: boolean;
    /** Ids of held deliveries that leave once this one has had a try, in this order. */
    readonly followers?: readonly string[];
  };

export const OUTBOX = 'outbox';

/** The kind of what falls due when a delivery is tried again. */
export const DELIVER = 'deliver';

/** What came of one try. */
export type AttemptResult = Omit<Attempt, 'at'>;

/** Waiting longer each time, for as long as a receiver takes to be started again: five tries in all. */
export const DEFAULT_RETRY_AFTER_SECONDS: readonly number[] = [5, 30, 120, 600];

/**
 * After a try: done, given up, or to be tried again. The wait is counted from when the try fell due, so that on a frozen clock an
 * advance by the wait brings the next one about, however long the target took.
 */
export const afterAttempt = (
  { dueAt, followers: _released, ...delivery }: Delivery,
  outcome: AttemptResult,
  retryAfterSeconds: readonly number[],
): Decision => {
  const at = dueAt ?? delivery.createdAt;
  const tried = { ...delivery, attempts: [...delivery.attempts, { at, ...outcome }] };
  if (isSuccess(outcome) && delivery.isDuplicated) return makeReady({ ...tried, isDuplicated: false }, at);
  if (isSuccess(outcome)) return { changes: [put(OUTBOX, { ...tried, state: 'delivered' }, { finished: true })] };
  const seconds = retryAfterSeconds[delivery.attempts.length];
  if (seconds === undefined) return { changes: [put(OUTBOX, { ...tried, state: 'failed' }, { finished: true })] };
  const next = at + seconds * 1000;
  return {
    changes: [put(OUTBOX, { ...tried, state: 'waiting', dueAt: next })],
    schedule: [{ at: next, kind: DELIVER, subject: delivery.id }],
  };
};

/** A redirect is not followed, so that it is no success: it could lead where the sandbox may not go. */
const isSuccess = ({ status = 0 }: AttemptResult): boolean => status >= 200 && status < 300;

/** Makes a delivery ready to be sent, whatever came of it so far. */
export const makeReady = (delivery: Delivery, at: Instant): Decision => ({
  changes: [
    remove(SCHEDULE, jobId(DELIVER, delivery.id)),
    put(OUTBOX, { ...delivery, state: 'ready', dueAt: at } satisfies Delivery),
  ],
});
