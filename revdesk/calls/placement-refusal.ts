import type { HandlerSituation, Reply } from '../../mock/index.ts';
import { isEmergency, isForDemo } from '../magic-numbers.ts';
import type { RevDeskSettings } from '../settings.ts';
import type { Placement } from './guardrails.ts';
import { guardrailRefusal } from './guardrails.ts';

/** The rules that hold for every way to place a call: about whom it goes to, and what the account allows itself. */
export const placementRefusal = (
  settings: RevDeskSettings,
  situation: HandlerSituation,
  placement: Placement & {
    /** For messages. @default over the API */
    readonly how?: string;
  },
): Reply | undefined => {
  for (const [field, destination] of Object.entries(placement.destinations)) {
    const refused = destinationRefusal(situation, field, destination, placement.how);
    if (refused) return refused;
  }
  return guardrailRefusal(settings, situation, placement);
};

const destinationRefusal = (
  { exchange: { caller }, refuse }: HandlerSituation,
  field: string,
  destination: string,
  how = 'over the API',
): Reply | undefined => {
  if (isEmergency(destination)) {
    const text = `${destination} is an emergency number, which cannot be called ${how}.`;
    return refuse('forbidden', text, { reason: 'emergency_destination', fields: { [field]: text } });
  }
  if (caller.plan === 'demo' && !isForDemo(destination)) {
    const text = `A demo key may call +14155550110 to +14155550119 only, and ${destination} is not among them.`;
    return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { [field]: text } });
  }
  return undefined;
};
