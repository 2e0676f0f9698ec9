import type { Job, HandlerContext, Outcome, RecordView } from '../../../mock/index.ts';
import { CLIENT_TOKEN_PREFIX } from '../../client-tokens/client-token.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { NUMBERS } from '../../numbers/number.ts';
import type { Call, CallKind } from '../call.ts';
import { queue } from '../call.ts';
import { changeCall } from '../change-call.ts';

/** What is asked for; the rest is as for a call that nothing has happened to. */
interface NewCallRequest {
  readonly kind: CallKind;
  readonly from_number: string;
  readonly to_number: string;
  readonly connect_number?: string | undefined;
  readonly client_name?: string | undefined;
  readonly client_label?: string | undefined;
  readonly record?: boolean;
  readonly agent_says?: string;
  /** How long a call may last that outlives its ticket. @default no longer than the ticket */
  readonly longest_ms?: number;
  /** How long the ticket may be used. */
  readonly lifeSeconds: number;
}

/** A ticket: a call that waits for somebody to make it. Written out, since tokens are issued in great numbers and spreading is slow. */
export const newCall = ({ exchange: { caller, now }, records, random }: HandlerContext, wish: NewCallRequest): Call => ({
  id: random.uuid(),
  organization: caller.organization,
  created_at: now,
  kind: wish.kind,
  status: 'TICKETED',
  from_number: wish.from_number,
  to_number: wish.to_number,
  connect_number: wish.connect_number ?? null,
  phone_number_id: phoneIdOf(wish.from_number, records),
  credential_type: caller.id.startsWith(CLIENT_TOKEN_PREFIX) ? 'client_token' : 'api_key',
  client_name: wish.client_name ?? null,
  client_label: wish.client_label ?? null,
  record: wish.record ?? false,
  agent_says: wish.agent_says ?? null,
  test_result: null,
  expires_at: now + wish.lifeSeconds * 1000,
  longest_ms: wish.longest_ms ?? null,
  started_at: null,
  connected_at: null,
  dialed_at: null,
  answered_at: null,
  ended_at: null,
  failure_code: null,
  failure_category: null,
});

/** A caller ID from elsewhere is no phone number that could be read by its id. */
const phoneIdOf = (number: string, records: RecordView): number | null => {
  const known = records.get<PhoneNumber>(NUMBERS, number);
  return known?.caller_id === null ? known.phone_id : null;
};

/** Takes a call on: RevDesk dials by itself. */
export const start = (
  call: Call,
  { exchange: { now }, records }: HandlerContext,
): { readonly call: Call } & Omit<Outcome, 'reply'> => {
  const { call: queued, schedule = [] }: { readonly call: Call; readonly schedule?: readonly Job[] } = queue(call, now);
  return { call: queued, ...changeCall(undefined, queued, { records, at: now, schedule }) };
};
