import type { Decision } from '../state/decision.ts';
import { put } from '../state/records.ts';
import type { AttemptResult, Delivery } from './delivery.ts';
import { DELIVER, makeReady, OUTBOX } from './delivery.ts';

/** Increasing delays; the longest allows for a restart of the receiver. Five attempts in total. */
export const DEFAULT_RETRY_AFTER_SECONDS: readonly number[] = [5, 30, 120, 600];

/**
 * The delivery after an attempt: delivered, failed, or with a retry scheduled. The wait counts from when the attempt was due,
 * not from the answer; on a frozen clock, advancing by the wait therefore runs the retry.
 */
export const afterAttempt = (
  { dueAt, followers: _released, ...delivery }: Delivery,
  result: AttemptResult,
  retryAfterSeconds: readonly number[],
): Decision => {
  const at = dueAt ?? delivery.createdAt;
  const attempted = { ...delivery, attempts: [...delivery.attempts, { at, ...result }] };
  if (isSuccess(result) && delivery.isDuplicated) return makeReady({ ...attempted, isDuplicated: false }, at);
  if (isSuccess(result)) return { changes: [put(OUTBOX, { ...attempted, state: 'delivered' }, { finished: true })] };
  const seconds = retryAfterSeconds[delivery.attempts.length];
  if (seconds === undefined) return { changes: [put(OUTBOX, { ...attempted, state: 'failed' }, { finished: true })] };
  const next = at + seconds * 1000;
  return {
    changes: [put(OUTBOX, { ...attempted, state: 'waiting', dueAt: next })],
    schedule: [{ at: next, kind: DELIVER, subject: delivery.id }],
  };
};

/** A redirect counts as a failure: it is not followed, since it could lead to a forbidden address. */
const isSuccess = ({ status = 0 }: AttemptResult): boolean => status >= 200 && status < 300;
