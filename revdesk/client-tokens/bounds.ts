import type { HandlerContext, Reply } from '../../mock/index.ts';
import { clientTokenOf } from './client-token.ts';

/**
 * Refuses a call outside the bounds of the client token that the request presents; an API key has no such bounds. The bounds are
 * documented, but the codes are our own.
 */
export const boundsRefusal = (
  { exchange: { caller }, records, refuse }: HandlerContext,
  from: string,
  to: string,
): Reply | undefined => {
  const token = clientTokenOf(records, caller.id);
  if (token === undefined) return undefined;
  if (!token.from_numbers.includes(from)) {
    const text = `This client token may only call from ${token.from_numbers.join(', ')}, not from ${from}.`;
    return refuse('forbidden', text, { fields: { from_number: text } });
  }
  if (!token.to_numbers.includes(to)) {
    const text = `${to} is not one of the destinations of this client token.`;
    return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { to_number: text } });
  }
  return undefined;
};
