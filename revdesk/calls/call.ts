import type { Change, Due, Instant, JsonObject, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import type { Course, FailureCode } from '../magic-numbers.ts';

/** The collection of calls, tickets included. */
export const CALLS = 'calls';

/** The only enumerated statuses that RevDesk documents are those of its Number Health attempts; calls take the same. */
export type CallStatus = 'TICKETED' | 'RINGING' | 'CONNECTED' | 'COMPLETED' | 'FAILED' | 'CANCELED';

export type Call = WorldRecord & {
  readonly status: CallStatus;
  readonly from_number: string;
  readonly to_number: string;
  readonly organization: string;
  readonly issued_at: Instant;
  /** Until when the ticket may be used, and the call last. */
  readonly expires_at: Instant;
  readonly connected_at: Instant | null;
  readonly dialed_at: Instant | null;
  readonly answered_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly failure_code: string | null;
  readonly failure_category: string | null;
};

/** What happens to calls by itself. */
export const CALL_ANSWERS = 'call answers';
export const CALL_ENDS = 'call ends';
export const CALL_EXPIRES = 'call expires';

export const isOver = (call: Call): boolean => call.ended_at !== null;

/** A finished call makes room first when the collection is full. */
export const putCall = (call: Call): Change => put(CALLS, call, isOver(call) ? { finished: true } : {});

/** The browser is there; the call may be dialled, and cannot outlast the ticket. */
export const connect = (call: Call, now: Instant): { readonly call: Call; readonly later: readonly Due[] } => ({
  call: { ...call, connected_at: now },
  later: [{ at: call.expires_at, kind: CALL_EXPIRES, subject: call.id }],
});

export const dial = (
  call: Call,
  { answersAfter, endsAfter }: Course,
  now: Instant,
): { readonly call: Call; readonly later: readonly Due[] } => ({
  call: { ...call, status: 'RINGING', dialed_at: now },
  later: [
    ...(answersAfter === undefined ? [] : [{ at: now + answersAfter * 1000, kind: CALL_ANSWERS, subject: call.id }]),
    ...(endsAfter === undefined ? [] : [{ at: now + endsAfter * 1000, kind: CALL_ENDS, subject: call.id }]),
  ],
});

export const answer = (call: Call, now: Instant): Call => ({ ...call, status: 'CONNECTED', answered_at: now });

/** Ends as a call ends that nobody had anything against: completed if it was answered, else canceled. */
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

/** A ticket that nobody used in time is over, without anything having happened. */
export const asOf = (call: Call, now: Instant): Call =>
  call.status === 'TICKETED' && call.connected_at === null && !isOver(call) && now >= call.expires_at
    ? { ...call, status: 'CANCELED', ended_at: call.expires_at }
    : call;

export const secondsOf = (call: Call, now: Instant): number =>
  call.answered_at === null ? 0 : Math.floor(((call.ended_at ?? now) - call.answered_at) / 1000);

/** A call as shown to people: instants in RFC 3339. */
export const showCall = (stored: Call, now: Instant): object => {
  const call = asOf(stored, now);
  const { id, issued_at, expires_at, connected_at, dialed_at, answered_at, ended_at, ...rest } = call;
  return {
    call_id: id,
    ...rest,
    issued_at: show(issued_at),
    expires_at: show(expires_at),
    connected_at: show(connected_at),
    dialed_at: show(dialed_at),
    answered_at: show(answered_at),
    ended_at: show(ended_at),
    duration_seconds: secondsOf(call, now),
  };
};

const INSTANT = { type: ['string', 'null'], format: 'date-time' };

/** JSON Schema of {@link showCall}. */
export const SHOWN_CALL: JsonObject = {
  type: 'object',
  required: ['call_id', 'status', 'from_number', 'to_number', 'organization', 'ended_at', 'failure_code'],
  properties: {
    call_id: { type: 'string', format: 'uuid' },
    status: { enum: ['TICKETED', 'RINGING', 'CONNECTED', 'COMPLETED', 'FAILED', 'CANCELED'] },
    from_number: { type: 'string' },
    to_number: { type: 'string' },
    organization: { type: 'string' },
    issued_at: INSTANT,
    expires_at: INSTANT,
    connected_at: INSTANT,
    dialed_at: INSTANT,
    answered_at: INSTANT,
    ended_at: INSTANT,
    duration_seconds: { type: 'integer', minimum: 0 },
    failure_code: { type: ['string', 'null'] },
    failure_category: { type: ['string', 'null'] },
  },
};

const show = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
