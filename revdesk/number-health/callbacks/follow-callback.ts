import type { ControlEndpoint, Handler, Instant, JsonObject } from '../../../mock/index.ts';
import { put, queryOf } from '../../../mock/index.ts';
import { data, shownTime } from '../../table/data.ts';
import { withReadable } from '../../table/table.ts';
import { untestedRefusal } from '../sessions/add-attempt.ts';
import type { Session } from '../sessions/session.ts';
import { SESSIONS } from '../sessions/session.ts';
import type { Callback } from './callback.ts';
import { callbackId, CALLBACKS, callbackSeconds, callbackTo } from './callback.ts';

/** `GET /v1/number-health/sessions/{id}/inbound`. */
export const followCallback: Handler = (context) =>
  withReadable(SESSIONS, context, (session) => {
    const { exchange, records } = context;
    const phoneId = Number(queryOf(exchange.request).get('phone_id'));
    const refused = untestedRefusal(session, phoneId, context);
    if (refused) return { reply: refused };
    const callback = callbackTo(records, session.id, phoneId);
    return { reply: data(callback === undefined ? NOT_YET : showCallback(callback, exchange.now)) };
  });

/** The status `WAITING`, before there is a call, is the sandbox's own. */
const NOT_YET = {
  call_id: null,
  status: 'WAITING',
  answered_at: null,
  ended_at: null,
  duration_seconds: 0,
  callback_verified: false,
  human: false,
};

const showCallback = (callback: Callback, now: Instant): JsonObject => {
  const { call_id, answered_at, ended_at, human } = callback;
  const isOver = now >= ended_at;
  return {
    call_id,
    status: isOver ? 'COMPLETED' : 'CONNECTED',
    answered_at: shownTime(answered_at),
    ended_at: isOver ? shownTime(ended_at) : null,
    duration_seconds: callbackSeconds(callback, now),
    callback_verified: true,
    human,
  };
};

interface CallbackRequest {
  readonly phone_id: number;
  readonly seconds?: number;
  readonly human?: boolean;
}

/** Simulates a callback, which only a tester with a handset could make. */
export const callbackControl: ControlEndpoint = {
  method: 'POST',
  path: '/number-health/sessions/{session_id}/callback',
  summary: 'Simulates a callback: the tester of a session calls a number back, and the call is answered.',
  access: 'guarded',
  input: {
    type: 'object',
    required: ['phone_id'],
    additionalProperties: false,
    properties: {
      phone_id: { type: 'integer', description: 'One of the numbers that the session tests.' },
      seconds: {
        type: 'integer',
        minimum: 1,
        maximum: 86_400,
        description: 'How long the call lasts; 12 by default.',
      },
      human: { type: 'boolean', description: 'Whether a person is heard; true by default.' },
    },
  },
  output: {
    type: 'object',
    required: ['call_id', 'status'],
    properties: { call_id: { type: 'string' }, status: { type: 'string' }, duration_seconds: { type: 'integer' } },
  },
  run: ({ input, path, records, random, now, refuse }) => {
    const { phone_id, seconds = 12, human = true } = input as CallbackRequest;
    const id = path.get('session_id') ?? '';
    const session = records.get<Session>(SESSIONS.name, id);
    if (session === undefined || !session.phone_ids.includes(phone_id))
      return { refused: refuse('not_found', `This world has no session ${id} that tests the number ${phone_id}.`) };
    if (session.status !== 'ACTIVE')
      return { refused: refuse('conflict', `The session is ${session.status}; it must be ACTIVE.`) };
    const callback: Callback = {
      id: callbackId(id, phone_id),
      call_id: random.uuid(),
      answered_at: now,
      ended_at: now + seconds * 1000,
      human,
    };
    return { changes: [put(CALLBACKS, callback)], body: showCallback(callback, now) };
  },
};
