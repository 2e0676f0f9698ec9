import type { HandlerSituation, Reply } from '../../mock/index.ts';
import { isEmergency, isForDemo } from '../magic-numbers.ts';

/** What may not be texted: the rules of calls hold here, too. */
export const textRefusal = (
  { exchange: { caller }, refuse }: HandlerSituation,
  field: 'to' | 'phone_number',
  destination: string,
): Reply | undefined => {
  if (isEmergency(destination)) {
    const problem = `${destination} is an emergency number, which cannot be texted.`;
    return refuse('forbidden', problem, { reason: 'emergency_destination', fields: { [field]: problem } });
  }
  if (caller.plan === 'demo' && !isForDemo(destination)) {
    const problem = `A demo key may text +14155550110 to +14155550119 only, and ${destination} is not among them.`;
    return refuse('forbidden', problem, { reason: 'destination_not_allowed', fields: { [field]: problem } });
  }
  return undefined;
};
