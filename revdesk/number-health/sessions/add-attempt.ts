import type { Handler, HandlerContext, Reply } from '../../../mock/index.ts';
import { CALL_TABLE } from '../../calls/call-table.ts';
import type { Call } from '../../calls/call.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { dayOf } from '../../table/day.ts';
import { putRow, rowIn, withRow } from '../../table/table.ts';
import { POLICY } from '../policy.ts';
import { numbersById } from '../sets/number-set.ts';
import type { Attempt } from './attempt.ts';
import { ATTEMPTS } from './attempt.ts';
import type { Session } from './session.ts';
import { SESSIONS } from './session.ts';

interface AttemptRequest {
  readonly phone_id: number;
  readonly call_id: string;
}

/** `POST /v1/number-health/sessions/{id}/attempts`: records a call that was placed earlier as an attempt. */
export const addAttempt: Handler = (context) =>
  withRow(SESSIONS, context, (session) => {
    const { exchange, random } = context;
    const { phone_id, call_id } = requestBodyOf<AttemptRequest>(context);
    const call = rowIn(CALL_TABLE, context, call_id);
    const refused = sessionRefusal(session, phone_id, context) ?? callRefusal(call, { phone_id, call_id }, context);
    if (refused) return { reply: refused };
    const attempt: Attempt = {
      id: random.id('att_'),
      organization: session.organization,
      created_at: exchange.now,
      session: session.id,
      participant_id: session.participant_id,
      carrier: session.tester_carrier,
      mode: session.mode,
      phone_id,
      call_id,
      evidence_exclusion_reason: exclusionOf(session, call, context),
      observation: null,
    };
    return { reply: data({ id: attempt.id }, { status: 201 }), changes: [putRow(ATTEMPTS, attempt)] };
  });

const sessionRefusal = (session: Session, phoneId: number, context: HandlerContext): Reply | undefined =>
  session.status === 'ACTIVE'
    ? untestedRefusal(session, phoneId, context)
    : context.refuse('conflict', `The session is ${session.status}; attempts can only be added to an ACTIVE session.`);

export const untestedRefusal = (session: Session, phoneId: number, { refuse }: HandlerContext): Reply | undefined => {
  if (session.phone_ids.includes(phoneId)) return undefined;
  const text = `The session does not test the number ${phoneId}. Use one of its phone_ids.`;
  return refuse('invalid_request', `phone_id: ${text}`, { fields: { phone_id: text } });
};

const callRefusal = (
  call: Call | undefined,
  { phone_id, call_id }: AttemptRequest,
  { records, refuse }: HandlerContext,
): Reply | undefined => {
  if (call === undefined)
    return refuse('not_found', `There is no call ${call_id} that this key can access. Place a call and send its id.`);
  const number = numbersById(records).get(phone_id)?.id;
  if (call.from_number !== number) {
    const text = `The call was placed from ${call.from_number}, not from the number ${phone_id}.`;
    return refuse('invalid_request', `call_id: ${text}`, { fields: { call_id: text } });
  }
  const known = records.list<Attempt>(ATTEMPTS.name).find((attempt) => attempt.call_id === call_id);
  if (known === undefined) return undefined;
  return refuse(
    'conflict',
    `The call ${call_id} is already recorded as the attempt ${known.id}. Place another call for a new attempt.`,
  );
};

/** Why an attempt does not count as evidence; null if it counts. The values are the sandbox's own. */
const exclusionOf = (session: Session, call: Call | undefined, context: HandlerContext): string | null => {
  if (session.mode === 'CONNECTIVITY_QA') return 'connectivity_qa';
  if (call?.to_number !== session.tester_phone) return 'destination_is_not_the_tester';
  const isOverLimit = readinessToday(session, context) >= POLICY.readiness_interactions_per_tester_day;
  return session.mode === 'HUMAN_READINESS' && isOverLimit ? 'tester_daily_limit' : null;
};

const readinessToday = ({ participant_id }: Session, { exchange: { now }, records }: HandlerContext): number =>
  records
    .list<Attempt>(ATTEMPTS.name)
    .filter(
      (attempt) =>
        attempt.participant_id === participant_id &&
        attempt.mode === 'HUMAN_READINESS' &&
        dayOf(attempt.created_at) === dayOf(now),
    ).length;
