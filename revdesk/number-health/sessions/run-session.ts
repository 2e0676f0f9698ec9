import type { Handler, HandlerContext } from '../../../mock/index.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { withRow } from '../../table/table.ts';
import { phonesInScope } from './session-scope.ts';
import type { Session, TestScope } from './session.ts';
import { isClosed, putSession, SESSIONS } from './session.ts';

interface SessionRequest {
  readonly tester: { readonly alias: string; readonly phone_number: string; readonly carrier: string };
  readonly mode: Session['mode'];
  readonly scope: TestScope;
  readonly compare_alternates?: boolean;
}

/** `POST /v1/number-health/sessions`: the numbers are fixed now, even if the scope gains numbers later. */
export const startSession: Handler = (context) => {
  const { exchange, random } = context;
  const { tester, mode, scope, compare_alternates = true } = requestBodyOf<SessionRequest>(context);
  const phones = phonesInScope(scope, compare_alternates, context);
  if ('refused' in phones) return { reply: phones.refused };
  const session: Session = {
    id: random.id('ses_'),
    organization: exchange.caller.organization,
    created_at: exchange.now,
    participant_id: participantWith(tester.phone_number, context),
    tester_alias: tester.alias,
    tester_phone: tester.phone_number,
    tester_carrier: tester.carrier,
    mode,
    status: 'ACTIVE',
    scope,
    compare_alternates,
    phone_ids: phones.phone_ids,
    completed_at: null,
  };
  return { reply: data({ id: session.id }, { status: 201 }), changes: [putSession(session)] };
};

/** A tester keeps the same participant id in every session with the same phone. */
const participantWith = (phone: string, { exchange: { caller }, records, random }: HandlerContext): string =>
  records
    .list<Session>(SESSIONS.name)
    .find((known) => known.tester_phone === phone && known.organization === caller.organization)?.participant_id ??
  random.id('par_');

/** `PATCH /v1/number-health/sessions/{id}`: pauses, resumes, or closes the session for good. */
export const changeSession: Handler = (context) =>
  withRow(SESSIONS, context, (before) => {
    const { exchange, refuse } = context;
    const { status } = requestBodyOf<Pick<Session, 'status'>>(context);
    if (isClosed(before)) {
      const text = `The session is ${before.status}; only an ACTIVE or PAUSED session can change. Start another session.`;
      return { reply: refuse('conflict', text) };
    }
    const session = { ...before, status };
    const after = { ...session, completed_at: isClosed(session) ? exchange.now : null };
    return { reply: data({ id: after.id, status }), changes: [putSession(after)] };
  });
