import type { Instant } from '../state/instant.ts';
import type { Reply } from '../reply.ts';
import { withHeaders } from '../reply.ts';

/** A reply that is ready to be sent. */
export interface FinishedReply {
  readonly reply: Reply;
  /** The body as text; `undefined` for no content. */
  readonly payload: string | undefined;
  /** The reply is the upstream's: its bytes go out as they came. */
  readonly isForwarded?: true;
  /** To be called when the reply has left: until then its request is in flight. */
  readonly sent: () => void;
}

/** Puts on what every reply bears, and writes its body out. */
export const finish = (
  reply: Reply,
  requestId: Readonly<Record<string, string>>,
  now: Instant,
): Omit<FinishedReply, 'sent'> => ({
  reply: withHeaders(reply, {
    ...requestId,
    // The world's own time: what a client computes from Date has to agree with everything else that it is told.
    date: httpDate(now),
    // RFC 6585, section 4: a 429 must not be stored by a cache. Nor should anything else that a sandbox says.
    'cache-control': 'no-store',
  }),
  payload: payloadOf(reply),
});

/** An upstream's reply goes out as it came. Its id in the journal has a field of its own, beside one that the server may have set. */
export const finishForwarded = (reply: Reply, requestIdHeader: string, id: string): Omit<FinishedReply, 'sent'> => ({
  reply: { ...reply, headers: { [requestIdHeader]: id, ...reply.headers, 'sandbox-request-id': id } },
  payload: payloadOf(reply),
  isForwarded: true,
});

/** Written out once a second: a date takes longer to write than the rest of a head. */
const httpDate = (now: Instant): string => {
  const second = Math.floor(now / 1000);
  if (second !== written.second) written = { second, text: new Date(now).toUTCString() };
  return written.text;
};

let written = { second: Number.NaN, text: '' };

/** A string is text where the content type says so, and a JSON string elsewhere. */
export const payloadOf = ({ body, headers }: Reply): string | undefined => {
  if (body === undefined) return undefined;
  const isText = typeof body === 'string' && !(headers['content-type'] ?? '').includes('json');
  return isText ? body : JSON.stringify(body);
};
