import type { HandlerContext, Reply } from '../../../mock/index.ts';
import { destinationRefusal } from '../../destination-refusal.ts';
import type { RevDeskSettings } from '../../settings.ts';
import type { Placement } from './guardrails.ts';
import { guardrailRefusal } from './guardrails.ts';

/**
 * Checks the rules that apply to every way of placing a call: those about the destination, and the guardrails of the account.
 *
 * @param how How the call is placed, for messages.
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
