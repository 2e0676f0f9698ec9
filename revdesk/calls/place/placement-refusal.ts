import type { HandlerContext, Reply } from '../../../mock/index.ts';
import { destinationRefusal } from '../../destination-refusal.ts';
import type { RevDeskSettings } from '../../settings.ts';
import type { Placement } from './guardrails.ts';
import { guardrailRefusal } from './guardrails.ts';

/**
 * The rules that hold for every way to place a call: about whom it goes to, and what the account allows itself.
 *
 * @param how It is placed, for messages.
 */
export const placementRefusal = (
  settings: RevDeskSettings,
  context: HandlerContext,
  placement: Placement,
  how = 'over the API',
): Reply | undefined => {
  for (const [field, destination] of Object.entries(placement.destinations)) {
    const refused = destinationRefusal(context, field, destination, { verb: 'call', done: `called ${how}` });
    if (refused) return refused;
  }
  return guardrailRefusal(settings, context, placement);
};
