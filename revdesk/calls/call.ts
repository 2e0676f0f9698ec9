import type { Change, Instant, Job } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import type { CallScript, FailureCode } from '../magic-numbers.ts';
import type { Row } from '../table/table.ts';
import { callScriptOf } from './script/call-script.ts';

/** The collection of calls, tickets included. */
export const CALLS = 'calls';

/**
 * The only enumerated statuses that RevDesk documents are those of its Number Health attempts; calls use the same. In addition,
 * dialing returns `QUEUED`: accepted, but not ringing yet.
 */
export type CallStatus = 'TICKETED' | 'QUEUED' | 'RINGING' | 'CONNECTED' | 'COMPLETED' | 'FAILED' | 'CANCELED';

/**
 * How a call is placed: a browser dials, joins a room from which RevDesk dials (`room`), or talks to an agent (`web`); an agent calls a
 * phone number; two phones are bridged; or a test call checks how a number is displayed.
 */
export type CallKind = 'browser' | 'room' | 'web' | 'agent' | 'bridge' | 'test';

export interface TestResult {
  readonly outcome: string;
  readonly observed_label: string;
  readonly recorded_at: Instant;
  readonly callback_verified: boolean;
}

/** `created_at` is the time of the request. */
export type Call = Row & {
  readonly kind: CallKind;
  readonly status: CallStatus;
  readonly from_number: string;
  readonly to_number: string;
  /** The other party of a bridge. */
  readonly connect_number: string | null;
  readonly phone_number_id: number | null;
  readonly credential_type: 'api_key' | 'client_token';
  readonly client_name: string | null;
  readonly client_label: string | null;
  readonly record: boolean;
  /** The agent's first sentence; null for a call without an agent. */
  readonly agent_says: string | null;
  readonly test_result: TestResult | null;
  /** When the ticket can no longer be used, and when the call ends at the latest. */
  readonly expires_at: Instant;
  /** The maximum duration of a call that may outlast its ticket; null if the call ends when the ticket expires. */
  readonly longest_ms: number | null;
  /** When it was queued or dialed, whichever came first. */
  readonly started_at: Instant | null;
  readonly connected_at: Instant | null;
  readonly dialed_at: Instant | null;
  readonly answered_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly failure_code: string | null;
  readonly failure_category: string | null;
};

/** A call's next state, and the jobs that it schedules. */
export interface CallStep {
  readonly call: Call;
  readonly schedule?: readonly Job[];
}

/** The job kinds of calls. */
export const CALL_DIALS = 'call dials';
export const CALL_ANSWERS = 'call answers';
export const CALL_ENDS = 'call ends';
export const CALL_EXPIRES = 'call expires';

export const isOver = (call: Call): boolean => call.ended_at !== null;

/** When the collection is full, finished calls are evicted first. */
export const putCall = (call: Call): Change => put(CALLS, call, isOver(call) ? { finished: true } : {});

/** Long enough to observe the status, and to hang up before a phone rings. */
const QUEUE_MS = 1000;

/** RevDesk has accepted the call and will dial it. */
export const queue = (call: Call, now: Instant): CallStep => ({
  call: { ...call, status: 'QUEUED', started_at: now },
  schedule: [{ at: now + QUEUE_MS, kind: CALL_DIALS, subject: call.id }, expiry(call)],
});

/** The browser connects. Afterwards the browser dials, or RevDesk dials for a room, or the agent answers immediately. */
export const connect = (ticket: Call, now: Instant): CallStep => {
  const { longest_ms, expires_at } = ticket;
  const call = { ...ticket, connected_at: now, expires_at: longest_ms === null ? expires_at : now + longest_ms };
  if (call.kind === 'room') {
    const { call: dialed, schedule = [] } = dial(call, now);
    return { call: dialed, schedule: [...schedule, expiry(call)] };
  }
  const isWithAgent = call.kind === 'web';
  return {
    call: isWithAgent ? answer({ ...call, started_at: now, dialed_at: now }, now) : call,
    schedule: [expiry(call)],
  };
};

const expiry = ({ id, expires_at }: Call): Job => ({ at: expires_at, kind: CALL_EXPIRES, subject: id });

/** Dials the call. What happens next depends on the number. */
export const dial = (call: Call, now: Instant): CallStep => {
  const { answersAfter, endsAfter }: CallScript = callScriptOf(call);
  return {
    call: { ...call, status: 'RINGING', started_at: call.started_at ?? now, dialed_at: now },
    schedule: [
      ...(answersAfter === undefined ? [] : [{ at: now + answersAfter * 1000, kind: CALL_ANSWERS, subject: call.id }]),
      ...(endsAfter === undefined ? [] : [{ at: now + endsAfter * 1000, kind: CALL_ENDS, subject: call.id }]),
    ],
  };
};

export const answer = (call: Call, now: Instant): Call => ({ ...call, status: 'CONNECTED', answered_at: now });

/** Ends a call without a failure: as completed if it was answered, otherwise as canceled. */
export const hangUp = (call: Call, now: Instant): Call => ({
  ...call,
  status: call.answered_at === null ? 'CANCELED' : 'COMPLETED',
  ended_at: now,
});

export const fail = (call: Call, code: string, now: Instant): Call => ({
  ...call,
  status: 'FAILED',
  ended_at: now,
  failure_code: code,
  failure_category: CATEGORIES.get(code) ?? 'provider_error',
});

/** RevDesk's error page, "after the call": unreachable covers busy, no answer and carrier rejection. */
const CATEGORIES: ReadonlyMap<string, string> = new Map<FailureCode, string>([
  ['busy', 'unreachable'],
  ['no_answer', 'unreachable'],
  ['carrier_rejected', 'unreachable'],
  ['voicemail', 'voicemail'],
]);

/** The call at an instant: a ticket that was not used in time is canceled, without a job or an event. */
export const asOf = (call: Call, now: Instant): Call =>
  call.status === 'TICKETED' && call.connected_at === null && !isOver(call) && now >= call.expires_at
    ? { ...call, status: 'CANCELED', ended_at: call.expires_at }
    : call;

/** The duration so far. At least 0, since a tester may set the clock back. */
export const secondsOf = (call: Call, now: Instant): number =>
  call.answered_at === null ? 0 : Math.max(0, Math.floor(((call.ended_at ?? now) - call.answered_at) / 1000));
