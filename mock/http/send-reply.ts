import type { ServerResponse } from 'node:http';
import type { Reply } from '../exchange.ts';

/** The longest delay that a timer takes: 2³¹−1 ms, some 24 days. What is longer would fire at once. */
const LONGEST_DELAY_MS = 2_147_483_647;

export interface Sendable {
  readonly reply: Reply;
  readonly payload: string | undefined;
  /** Whether the body stays behind (HEAD). */
  readonly isHead: boolean;
}

/**
 * Sends a reply as it asks to be sent: late, cut off, or not at all.
 *
 * @param sent Called when the reply has left, whichever way; of a lost connection, when it is lost.
 * @param shutdown When it aborts, held replies go out at once.
 */
export const sendReply = (
  response: ServerResponse,
  sendable: Sendable,
  sent: () => void,
  shutdown: AbortSignal,
): void => {
  const { delayMs } = sendable.reply;
  const send = (): void => {
    transmit(response, sendable);
    sent();
  };
  if (delayMs === undefined) return send();
  const timer = setTimeout(() => done(send), Math.min(delayMs, LONGEST_DELAY_MS));
  const early = (): void => done(send);
  const lost = (): void => done(sent);
  const done = (then: () => void): void => {
    clearTimeout(timer);
    shutdown.removeEventListener('abort', early);
    response.off('close', lost);
    then();
  };
  response.once('close', lost);
  shutdown.addEventListener('abort', early);
};

const transmit = (response: ServerResponse, { reply, payload, isHead }: Sendable): void => {
  const bytes = Buffer.from(payload ?? '');
  switch (reply.transport) {
    case undefined:
      response.writeHead(reply.status, headersFor(reply, bytes));
      response.end(isHead ? undefined : bytes);
      return;
    case 'malformed': {
      const broken = bytes.subarray(0, Math.ceil(bytes.length / 2));
      response.writeHead(reply.status, headersFor(reply, broken));
      response.end(broken);
      return;
    }
    case 'truncate':
      // Says more than it sends: the client learns from the missing rest that the connection broke.
      response.writeHead(reply.status, headersFor(reply, bytes));
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'timeout':
      // Nothing is ever sent; the client gives up, or the server stops.
      return;
  }
};

/** RFC 9110, section 8.6: 204 and 304 have no content, and 204 no length either. */
const headersFor = ({ status, headers }: Reply, bytes: Buffer): Record<string, string> =>
  status === 204 || status === 304 ? { ...headers } : { ...headers, 'content-length': String(bytes.length) };
