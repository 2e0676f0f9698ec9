import type { Handler } from '../../mock/index.ts';
import { uuidOf } from '../organizations/organization.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { putRow, withRow } from '../table/table.ts';
import { progressOf } from './sessions/attempt-progress.ts';
import type { Observation } from './sessions/attempt.ts';
import { ATTEMPTS } from './sessions/attempt.ts';

type ObservationRequest = Pick<Observation, 'outcome'> &
  Partial<Pick<Observation, 'observed_label' | 'callback_verified'>>;

/** `POST /v1/number-health/attempts/{id}/observation`: records what the handset showed. A later request corrects it. */
export const observe: Handler = (context) =>
  withRow(ATTEMPTS, context, (attempt) => {
    const { exchange, records, random, refuse } = context;
    if (progressOf(records, attempt, exchange.now).status === 'TICKETED') {
      const text = 'The call is TICKETED, so no handset has shown anything yet. Connect and dial first.';
      return { reply: refuse('conflict', text) };
    }
    const { outcome, observed_label = null, callback_verified = false } = requestBodyOf<ObservationRequest>(context);
    const id = attempt.observation?.id ?? random.id('obs_');
    const observation = { id, outcome, observed_label, observed_at: exchange.now, callback_verified };
    return {
      // RevDesk does not document what a program is; each organization has one.
      reply: data({ id, program_id: `prg_${uuidOf(records, attempt.organization) ?? attempt.organization}` }),
      changes: [putRow(ATTEMPTS, { ...attempt, observation })],
    };
  });
