import type { Instant, RecordView } from '../../../mock/index.ts';
import type { Call } from '../../calls/call.ts';
import { asOf, CALLS, secondsOf } from '../../calls/call.ts';
import { callbackSeconds, callbackTo } from '../callbacks/callback.ts';
import type { Attempt } from './attempt.ts';

/** The progress of an attempt. */
export interface Progress {
  readonly status: string;
  /** Null until the call is answered. */
  readonly outbound_seconds: number | null;
  readonly inbound_seconds: number | null;
  readonly callback_verified: boolean;
}

/** The status follows the call. A call that was evicted counts as CANCELED. */
export const progressOf = (records: RecordView, attempt: Attempt, now: Instant): Progress => {
  const stored = records.get<Call>(CALLS, attempt.call_id);
  const call = stored && asOf(stored, now);
  const callback = callbackTo(records, attempt.session, attempt.phone_id);
  return {
    status: call === undefined ? 'CANCELED' : (ATTEMPT_STATUSES.get(call.status) ?? call.status),
    outbound_seconds: call === undefined || call.answered_at === null ? null : secondsOf(call, now),
    inbound_seconds: callback === undefined ? null : callbackSeconds(callback, now),
    callback_verified: callback !== undefined || attempt.observation?.callback_verified === true,
  };
};

/** Attempts have no status for a queued call. It does not ring yet, so it is shown as TICKETED. */
const ATTEMPT_STATUSES: ReadonlyMap<string, string> = new Map([['QUEUED', 'TICKETED']]);
