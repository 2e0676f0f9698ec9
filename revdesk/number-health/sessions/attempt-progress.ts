import type { Instant, RecordView } from '../../../mock/index.ts';
import type { Call } from '../../calls/call.ts';
import { asOf, CALLS, secondsOf } from '../../calls/call.ts';
import type { Attempt } from './attempt.ts';
import { callbackSeconds, callbackTo } from '../callbacks/callback.ts';

/** How an attempt goes. */
export interface Progress {
  readonly status: string;
  /** Null until somebody answers. */
  readonly outbound_seconds: number | null;
  readonly inbound_seconds: number | null;
  readonly callback_verified: boolean;
}

/** The status follows the call; a call that made room for others is over. */
export const progressOf = (records: RecordView, attempt: Attempt, now: Instant): Progress => {
  const stored = records.get<Call>(CALLS, attempt.call_id);
  const call = stored && asOf(stored, now);
  const callback = callbackTo(records, attempt.session, attempt.phone_id);
  return {
    status: call === undefined ? 'CANCELED' : (AS_ATTEMPT.get(call.status) ?? call.status),
    outbound_seconds: call === undefined || call.answered_at === null ? null : secondsOf(call, now),
    inbound_seconds: callback === undefined ? null : callbackSeconds(callback, now),
    callback_verified: callback !== undefined || attempt.observation?.callback_verified === true,
  };
};

/** Attempts know no queue: what waits in one does not ring yet. */
const AS_ATTEMPT: ReadonlyMap<string, string> = new Map([['QUEUED', 'TICKETED']]);
