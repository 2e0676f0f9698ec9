import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data } from '../table/data.ts';
import { rowsOf, showRow } from '../table/table.ts';
import { callbackControl, followCallback } from './callbacks/follow-callback.ts';
import { listNumbers } from './list-numbers.ts';
import { observe } from './observe.ts';
import { POLICY } from './policy.ts';
import { addAttempt } from './sessions/add-attempt.ts';
import { changeSession, startSession } from './sessions/run-session.ts';
import { SESSIONS } from './sessions/session.ts';
import { numbersById, SETS, showSet } from './sets/number-set.ts';
import { resolveSet } from './sets/resolve-set.ts';
import { changeSet, createSet } from './sets/write-set.ts';

const readPolicy: Handler = () => ({ reply: data(POLICY) });

const listSets: Handler = (context) => {
  const numbers = numbersById(context.records);
  const shown = rowsOf(SETS, context).map((set) => showSet(set, numbers));
  return { reply: data(shown, { meta: { total_results: shown.length } }) };
};

/** How numbers are displayed on handsets, and sets of numbers that can replace one another. */
export const numberHealth: Area = {
  handlers: {
    v1_number_health_policy_get: readPolicy,
    v1_number_health_numbers_get: listNumbers,
    v1_number_health_sets_get: listSets,
    v1_number_health_sets_post: createSet,
    v1_number_health_sets_id_patch: changeSet,
    v1_number_health_sets_id_resolve_post: resolveSet,
    v1_number_health_sessions_post: startSession,
    v1_number_health_sessions_id_get: showRow(SESSIONS),
    v1_number_health_sessions_id_patch: changeSession,
    v1_number_health_sessions_id_attempts_post: addAttempt,
    v1_number_health_sessions_id_inbound_get: followCallback,
    v1_number_health_attempts_id_observation_post: observe,
  },
  controls: [callbackControl],
  notes: {
    'Number Health': [
      'Evidence comes from sessions: a call becomes an attempt, and an observation records what the handset showed. `POST /_sandbox/number-health/sessions/{session_id}/callback` simulates a callback by the tester.',
      'A set keeps using the same number for a destination while that number is healthy. It replies with 409 if none of its numbers can be used.',
    ],
  },
};
