import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Reply } from '../../reply.ts';

/** The longest delay that a timer takes: 2³¹−1 ms, some 24 days. What is longer would fire at once. */
const MAX_DELAY_MS = 2_147_483_647;

export interface Sendable {
  readonly reply: Reply;
  /** `undefined` for no content. To HEAD, Node leaves it behind by itself. */
  readonly payload: string | undefined;
  /** What is sent in place of the payload, where it did not come as text. */
  readonly bytes?: Buffer;
  /** Fields that are sent several times. */
  readonly repeated?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Sends a reply as it asks to be sent: late, cut off, or not at all. Settles when the reply has left, whichever way; of a lost
 * connection, when it is lost.
 *
 * @param shutdown When it aborts, held replies go out at once, and what hangs is cut.
 */
export const sendReply = async (response: ServerResponse, sendable: Sendable, shutdown: AbortSignal): Promise<void> => {
  const { delayMs, transport } = sendable.reply;
  const heldMs = transport === 'timeout' ? MAX_DELAY_MS : delayMs;
  if (heldMs !== undefined) await hold(response, heldMs, shutdown);
  if (response.destroyed) return;
  // RFC 9112, section 9.6: the client is told not to send more here, and the connection does not keep the server from stopping.
  if (shutdown.aborted) response.setHeader('connection', 'close');
  transmit(response, sendable);
};

/** Waits, but no longer than the connection lasts and the server runs. */
const hold = (response: ServerResponse, delayMs: number, shutdown: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed || shutdown.aborted) return resolve();
    const over = (): void => {
      clearTimeout(timer);
      shutdown.removeEventListener('abort', over);
      response.off('close', over);
      resolve();
    };
    const timer = setTimeout(over, Math.min(delayMs, MAX_DELAY_MS));
    shutdown.addEventListener('abort', over);
    response.once('close', over);
  });

const transmit = (response: ServerResponse, { reply, repeated = {}, ...content }: Sendable): void => {
  const payload = content.bytes ?? content.payload ?? '';
  const bytes = Buffer.byteLength(payload);
  const headers = { ...reply.headers, ...repeated };
  switch (reply.transport) {
    case undefined:
      response.writeHead(reply.status, headersFor(reply.status, headers, bytes));
      // As text, which Node sends in one piece with the head; bytes would be a second one.
      response.end(payload);
      return;
    case 'malformed': {
      const broken = firstBytes(payload, Math.ceil(bytes / 2));
      response.writeHead(reply.status, headersFor(reply.status, headers, broken.length));
      response.end(broken);
      return;
    }
    case 'truncate':
      // Says more than it sends: the client learns from the missing rest that the connection broke.
      response.writeHead(reply.status, headersFor(reply.status, headers, bytes));
      response.write(firstBytes(payload, Math.floor(bytes / 2)), () => response.socket?.destroy());
      return;
    case 'reset':
      onSocket(response, (socket) => socket.resetAndDestroy());
      return;
    case 'timeout':
      // Nothing was ever sent, and now the server stops.
      response.destroy();
      return;
  }
};

/** A response that waits behind another on its connection (pipelining) has no socket before its turn. */
const onSocket = (response: ServerResponse, then: (socket: Socket) => void): void => {
  if (response.socket) then(response.socket);
  else response.once('socket', then);
};

const firstBytes = (payload: string | Buffer, count: number): Buffer =>
  (typeof payload === 'string' ? Buffer.from(payload) : payload).subarray(0, count);

/** RFC 9110, section 8.6: 204 and 304 have no content, and 204 no length either. */
const headersFor = (
  status: number,
  headers: Readonly<Record<string, string | readonly string[]>>,
  bytes: number,
): OutgoingHttpHeaders => ({
  ...(headers as OutgoingHttpHeaders),
  ...(status !== 204 && status !== 304 && { 'content-length': String(bytes) }),
});
