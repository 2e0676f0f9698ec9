import type { Handler, HandlerContext, Reply } from '../../../mock/index.ts';
import { boundsRefusal } from '../../client-tokens/bounds.ts';
import type { RevDeskSettings } from '../../settings.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { putCall } from '../call.ts';
import { newCall } from './new-call.ts';
import { placementRefusal } from './placement-refusal.ts';

interface RoomRequest {
  readonly from_number: string;
  readonly to_number: string;
  readonly ttl_seconds?: number;
  readonly client_name?: string;
  readonly client_label?: string;
}

/** `POST /v1/room-token`: issues a token to join the room of one call. RevDesk dials as soon as the browser connects. */
export const issueRoomToken =
  (settings: RevDeskSettings): Handler =>
  (context) => {
    const request = requestBodyOf<RoomRequest>(context);
    const { from_number, to_number, ttl_seconds = settings.maxCallSeconds, client_name, client_label } = request;
    const refused =
      ttlRefusal(ttl_seconds, settings, context) ??
      boundsRefusal(context, from_number, to_number) ??
      placementRefusal(settings, context, { kind: 'room', destinations: { to_number } });
    if (refused) return { reply: refused };
    const call = newCall(context, {
      kind: 'room',
      from_number,
      to_number,
      ttlSeconds: ttl_seconds,
      longest_ms: settings.maxCallSeconds * 1000,
      client_name,
      client_label,
    });
    const token = context.random.token('rjt_');
    const room = { token, ...roomOf(call.id), call_id: call.id, expires_in: ttl_seconds };
    return { reply: data({ ...room, from_number, to_number }), changes: [putCall(call)] };
  };

/** Each call has its own room. No server listens at its URL: `.example` is reserved (RFC 2606), and the media protocol is not public. */
export const roomOf = (callId: string): { readonly room_url: string; readonly room_name: string } => ({
  room_url: `wss://rooms.revdesk.example/${callId}`,
  room_name: callId,
});

/** The bounds are not documented. A lifetime of zero, or one beyond the maximum call duration, can only be a mistake. */
const ttlRefusal = (
  seconds: number,
  { maxCallSeconds }: RevDeskSettings,
  { refuse }: HandlerContext,
): Reply | undefined => {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= maxCallSeconds) return undefined;
  const text = `Expected whole seconds from 1 to ${maxCallSeconds}, but found ${seconds}.`;
  return refuse('invalid_request', `ttl_seconds: ${text}`, { fields: { ttl_seconds: text } });
};
