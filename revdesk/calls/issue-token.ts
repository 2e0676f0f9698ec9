import type { Handler, HandlerSituation, Reply } from '../../mock/index.ts';
import { boundsRefusal } from '../client-tokens/bounds.ts';
import type { Call } from './call.ts';
import { putCall } from './call.ts';
import { guardrailRefusal } from './guardrails.ts';
import { isEmergency, isForDemo } from '../magic-numbers.ts';
import type { RevDeskSettings } from '../settings.ts';

interface TokenRequest {
  readonly from_number: string;
  readonly to_number: string;
}

/**
 * `POST /v1/webrtc-token`: by the time it runs, the caller is known, the body fits, and the caller ID is owned and in order.
 * What is left are rules about the destination; then a ticket is made, and the token that it goes with.
 */
export const issueToken =
  (settings: RevDeskSettings): Handler =>
  (situation) => {
    const { exchange, draw } = situation;
    const { from_number, to_number } = requestOf(situation);
    const refused =
      boundsRefusal(situation, from_number, to_number) ??
      destinationRefusal(situation, to_number) ??
      guardrailRefusal(settings, situation, to_number);
    if (refused) return { reply: refused };
    const ticket: Call = {
      id: draw.uuid(),
      status: 'TICKETED',
      from_number,
      to_number,
      organization: exchange.caller.organization,
      issued_at: exchange.now,
      expires_at: exchange.now + settings.maxCallSeconds * 1000,
      connected_at: null,
      dialed_at: null,
      answered_at: null,
      ended_at: null,
      failure_code: null,
      failure_category: null,
    };
    const data = {
      token: draw.token('rvw_'),
      expires_in: settings.maxCallSeconds,
      call_id: ticket.id,
      from_number,
      to_number,
    };
    return { reply: { status: 200, headers: JSON_TYPE, body: { data } }, changes: [putCall(ticket)] };
  };

const JSON_TYPE = { 'content-type': 'application/json' };

/** The stage `validate-request` has seen to the shape. */
const requestOf = ({ exchange: { request } }: HandlerSituation): TokenRequest =>
  (request.body as { readonly value: unknown }).value as TokenRequest;

const destinationRefusal = (
  { exchange: { caller }, refuse }: HandlerSituation,
  destination: string,
): Reply | undefined => {
  if (isEmergency(destination)) {
    const text = `${destination} is an emergency number, which cannot be called from a browser.`;
    return refuse('forbidden', text, { reason: 'emergency_destination', fields: { to_number: text } });
  }
  if (caller.plan === 'demo' && !isForDemo(destination)) {
    const text = `A demo key may call +14155550110 to +14155550119 only, and ${destination} is not among them.`;
    return refuse('forbidden', text, { reason: 'destination_not_allowed', fields: { to_number: text } });
  }
  return undefined;
};
