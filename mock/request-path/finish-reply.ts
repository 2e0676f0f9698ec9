import type { Reply } from '../reply.ts';
import { withHeaders } from '../reply.ts';
import type { Instant } from '../state/instant.ts';

/** A reply that is ready to be sent. */
export interface FinishedReply {
  readonly reply: Reply;
  /** The body as text; `undefined` for no content. */
  readonly payload: string | undefined;
  /** The reply is the upstream's, and is sent byte for byte. */
  readonly isForwarded?: true;
  /** The shell calls it when the reply has been sent: until then the request is in flight. */
  readonly sent: () => void;
}

/** Adds the headers that every reply has, and serializes the body. */
export const finish = (
  reply: Reply,
  requestId: Readonly<Record<string, string>>,
  now: Instant,
): Omit<FinishedReply, 'sent'> => ({
  reply: withHeaders(reply, {
    ...requestId,
    // The world's time: what a client computes from Date must agree with every other time in the reply.
    date: httpDate(now),
    // RFC 6585, section 4: caches must not store a 429. The other replies of a sandbox should not be stored, either.
    'cache-control': 'no-store',
  }),
  payload: payloadOf(reply),
});

/** Leaves an upstream's reply as it is. The journal's request id has its own header, beside one that the server may have set. */
export const finishForwarded = (reply: Reply, requestIdHeader: string, id: string): Omit<FinishedReply, 'sent'> => ({
  reply: { ...reply, headers: { [requestIdHeader]: id, ...reply.headers, 'sandbox-request-id': id } },
  payload: payloadOf(reply),
  isForwarded: true,
});

/** Formatted once a second: formatting a date takes longer than the rest of the header. */
const httpDate = (now: Instant): string => {
  const second = Math.floor(now / 1000);
  if (second !== written.second) written = { second, text: new Date(now).toUTCString() };
  return written.text;
};

let written = { second: Number.NaN, text: '' };

/** A string body is a JSON string if the content type is JSON, otherwise plain text. */
export const payloadOf = ({ body, headers }: Reply): string | undefined => {
  if (body === undefined) return undefined;
  const isText = typeof body === 'string' && !(headers['content-type'] ?? '').includes('json');
  return isText ? body : JSON.stringify(body);
};
