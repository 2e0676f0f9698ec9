import type { Handler } from '../../../mock/index.ts';
import { boundsRefusal } from '../../client-tokens/bounds.ts';
import type { RevDeskSettings } from '../../settings.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { putCall } from '../call.ts';
import { newCall } from './new-call.ts';
import { placementRefusal } from './placement-refusal.ts';

interface TokenRequest {
  readonly from_number: string;
  readonly to_number: string;
}

/**
 * `POST /v1/webrtc-token`: when the handler runs, the caller is authenticated, the body is valid, and the caller ID is owned and usable.
 * The handler checks the rules about the destination, then creates a ticket and its token.
 */
export const issueToken =
  (settings: RevDeskSettings): Handler =>
  (context) => {
    const { from_number, to_number } = requestBodyOf<TokenRequest>(context);
    const refused =
      boundsRefusal(context, from_number, to_number) ??
      placementRefusal(settings, context, { kind: 'browser', destinations: { to_number } }, 'from a browser');
    if (refused) return { reply: refused };
    const expires_in = settings.maxCallSeconds;
    const ticket = newCall(context, { kind: 'browser', from_number, to_number, ttlSeconds: expires_in });
    const issued = { token: context.random.token('rvw_'), expires_in, call_id: ticket.id, from_number, to_number };
    return { reply: data(issued), changes: [putCall(ticket)] };
  };
