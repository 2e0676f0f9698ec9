import type { HandlerContext, Reply } from '../mock/index.ts';
import { isEmergency, isForDemo } from './magic-numbers.ts';

/** What a destination is named for, in words. */
interface Purpose {
  readonly verb: 'call' | 'text';
  /** After "an emergency number, which cannot be": `called over the API`. */
  readonly done: string;
}

/** What may be neither called nor texted: emergency numbers, and by a demo key all that is not for demos. */
export const destinationRefusal = (
  { exchange: { caller }, refuse }: HandlerContext,
  field: string,
  destination: string,
  { verb, done }: Purpose,
): Reply | undefined => {
  if (isEmergency(destination)) {
    const text = `${destination} is an emergency number, which cannot be ${done}.`;
    return refuse('forbidden', text, { reason: 'emergency_destination', fields: { [field]: text } });
  }
  if (caller.plan === 'demo' && !isForDemo(destination)) {
    const text = `A demo key may ${verb} +14155550110 to +14155550119 only, and ${destination} is not among them.`;
    return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { [field]: text } });
  }
  return undefined;
};
