import type { Handler } from '../../../mock/index.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { showEvidence } from '../evidence.ts';
import { numberFromSet } from './choose-number.ts';

/** `POST /v1/number-health/sets/{id}/resolve`. */
export const resolveSet: Handler = (context) => {
  const { destination_number } = requestBodyOf<{ readonly destination_number: string }>(context);
  const chosen = numberFromSet(context.exchange.pathParameters.get('id') ?? '', destination_number, context);
  if ('refused' in chosen) return { reply: chosen.refused };
  const { set, number, evidence, changes } = chosen;
  const { recommended_action: _, ...health } = showEvidence(evidence);
  return {
    reply: data({
      number_set_id: set.id,
      phone_id: number.phone_id,
      from_number: number.id,
      ...health,
      identification_guidance: set.identification_guidance,
      selection_source: 'number_set_sticky_health',
    }),
    changes,
  };
};
