import type { HandlerContext, Job, Outcome, RecordView } from '../../../mock/index.ts';
import { CLIENT_TOKEN_PREFIX } from '../../client-tokens/client-token.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { NUMBERS } from '../../numbers/number.ts';
import type { Call, CallKind } from '../call.ts';
import { queue } from '../call.ts';
import { changeCall } from '../change-call.ts';

/** The values of a new call that vary; the other fields start out empty. */
interface NewCallRequest {
  readonly kind: CallKind;
  readonly from_number: string;
  readonly to_number: string;
  readonly connect_number?: string | undefined;
  readonly client_name?: string | undefined;
  readonly client_label?: string | undefined;
  readonly record?: boolean;
  readonly agent_says?: string;
  /** The maximum duration of a call that may outlast its ticket. @default the call ends when the ticket expires */
  readonly longest_ms?: number;
  /** How long the ticket can be used. */
  readonly ttlSeconds: number;
}

/** A ticket: a call that is not placed yet. All fields are listed, since many tokens are issued and spreading an object is slow. */
export const newCall = (
  { exchange: { caller, now }, records, random }: HandlerContext,
  request: NewCallRequest,
): Call => ({
  id: random.uuid(),
  organization: caller.organization,
  created_at: now,
  kind: request.kind,
  status: 'TICKETED',
  from_number: request.from_number,
  to_number: request.to_number,
  connect_number: request.connect_number ?? null,
  phone_number_id: phoneIdOf(request.from_number, records),
  credential_type: caller.id.startsWith(CLIENT_TOKEN_PREFIX) ? 'client_token' : 'api_key',
  client_name: request.client_name ?? null,
  client_label: request.client_label ?? null,
  record: request.record ?? false,
  agent_says: request.agent_says ?? null,
  test_result: null,
  expires_at: now + request.ttlSeconds * 1000,
  longest_ms: request.longest_ms ?? null,
  started_at: null,
  connected_at: null,
  dialed_at: null,
  answered_at: null,
  ended_at: null,
  failure_code: null,
  failure_category: null,
});

/** `null` for a verified external caller ID, which cannot be read by id as a phone number. */
const phoneIdOf = (number: string, records: RecordView): number | null => {
  const record = records.get<PhoneNumber>(NUMBERS, number);
  return record?.caller_id === null ? record.phone_id : null;
};

/** Queues a call that RevDesk dials. */
export const start = (
  call: Call,
  { exchange: { now }, records }: HandlerContext,
): { readonly call: Call } & Omit<Outcome, 'reply'> => {
  const { call: queued, schedule = [] }: { readonly call: Call; readonly schedule?: readonly Job[] } = queue(call, now);
  return { call: queued, ...changeCall(undefined, queued, { records, at: now, schedule }) };
};
