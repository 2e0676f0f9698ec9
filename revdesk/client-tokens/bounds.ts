import type { HandlerContext, Reply } from '../../mock/index.ts';
import { clientTokenOf } from './client-token.ts';

/**
 * Refuses a call that lies outside the client token that it is asked for with; a key has no such bounds. Documented is that requests
 * are held to them; the codes are ours.
 */
export const boundsRefusal = (
  { exchange: { caller }, records, refuse }: HandlerContext,
  from: string,
  to: string,
): Reply | undefined => {
  const token = clientTokenOf(records, caller.id);
  if (token === undefined) return undefined;
  if (!token.from_numbers.includes(from)) {
    const text = `This client token may call from ${token.from_numbers.join(', ')} only, and not from ${from}.`;
    return refuse('forbidden', text, { fields: { from_number: text } });
  }
  if (!token.to_numbers.includes(to)) {
    const text = `${to} is not among the destinations that this client token was minted for.`;
    return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { to_number: text } });
  }
  return undefined;
};
