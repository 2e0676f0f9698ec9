import type { HandlerContext, Reply } from '../mock/index.ts';
import { isEmergency, isForDemo } from './magic-numbers.ts';

/** The words for what the request does with a destination. */
interface Purpose {
  readonly verb: 'call' | 'text';
  /** Completes the phrase "an emergency number, which cannot be …": `called over the API`. */
  readonly done: string;
}

/** Refuses destinations that may not be called or texted: emergency numbers and, for a demo key, all but the demo numbers. */
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
    const text = `A demo key may only ${verb} +14155550110 to +14155550119, not ${destination}.`;
    return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { [field]: text } });
  }
  return undefined;
};
