import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Reply } from '../../reply.ts';
import { MAX_DELAY_MS } from './max-delay.ts';

export interface Sendable {
  readonly reply: Reply;
  /** `undefined`: no content. Node omits it in replies to HEAD. */
  readonly payload: string | undefined;
  /** Sent instead of the payload, if the body was not received as text. */
  readonly bytes?: Buffer;
  /** Fields that are sent several times. */
  readonly repeated?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Sends a reply as its fields require: delayed, cut off, or not at all.
 *
 * @param shutdown When it aborts, delayed replies are sent immediately, and simulated timeouts end.
 * @returns Resolves when a delayed reply has been handed to the connection, or the connection is lost; `undefined` if it was sent at once.
 */
export const sendReply = (
  response: ServerResponse,
  sendable: Sendable,
  shutdown: AbortSignal,
): Promise<void> | undefined => {
  const { delayMs, transport } = sendable.reply;
  const waitMs = transport === 'timeout' ? MAX_DELAY_MS : delayMs;
  if (waitMs === undefined) {
    sendNow(response, sendable, shutdown);
    return undefined;
  }
  return wait(response, waitMs, shutdown).then(() => sendNow(response, sendable, shutdown));
};

const sendNow = (response: ServerResponse, sendable: Sendable, shutdown: AbortSignal): void => {
  if (response.destroyed) return;
  // RFC 9112, section 9.6: the client sends no more requests on this connection, which would keep the server from stopping.
  if (shutdown.aborted) response.setHeader('connection', 'close');
  transmit(response, sendable);
};

/** Waits, at most until the connection closes or the server stops. */
const wait = (response: ServerResponse, delayMs: number, shutdown: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed || shutdown.aborted) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      shutdown.removeEventListener('abort', finish);
      response.off('close', finish);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(delayMs, MAX_DELAY_MS));
    shutdown.addEventListener('abort', finish);
    response.once('close', finish);
  });

const transmit = (response: ServerResponse, sendable: Sendable): void => {
  const { reply, repeated } = sendable;
  const payload = sendable.bytes ?? sendable.payload ?? '';
  const bytes = Buffer.byteLength(payload);
  const headers = repeated ? { ...reply.headers, ...repeated } : reply.headers;
  switch (reply.transport) {
    case undefined:
      response.writeHead(reply.status, headersFor(reply.status, headers, bytes));
      // Node sends a string in one piece with the headers; a buffer would be sent separately.
      response.end(payload);
      return;
    case 'malformed': {
      const broken = firstBytes(payload, Math.ceil(bytes / 2));
      response.writeHead(reply.status, headersFor(reply.status, headers, broken.length));
      response.end(broken);
      return;
    }
    case 'truncate':
      // Content-Length is larger than what is sent, so that the client can tell that the connection broke.
      response.writeHead(reply.status, headersFor(reply.status, headers, bytes));
      response.write(firstBytes(payload, Math.floor(bytes / 2)), () => response.socket?.destroy());
      return;
    case 'reset':
      onSocket(response, (socket) => socket.resetAndDestroy());
      return;
    case 'timeout':
      // Nothing has been sent, and the server stops.
      response.destroy();
      return;
  }
};

/** With pipelining, a response has no socket until the previous one on the connection has been sent. */
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
