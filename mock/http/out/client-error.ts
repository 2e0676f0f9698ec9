import type { IncomingMessage, ServerResponse } from 'node:http';
import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { RefusalKind } from '../../refusal.ts';
import type { Sendable } from './send-reply.ts';

/** Refuses in the API's own words where there is no request to refuse. */
export type RefuseClientError = (kind: RefusalKind, detail: string, status?: number) => Sendable;

/** Answers what never became a request: header fields over Node's limit, a request that takes too long, or no HTTP at all. */
export const refuseMalformedHttp = (error: NodeJS.ErrnoException, socket: Socket, refuse: RefuseClientError): void => {
  if (!socket.writable) return void socket.destroy();
  const { status, detail } = WORDINGS.get(error.code ?? '') ?? {
    status: 400,
    detail: `What was sent cannot be read as HTTP/1.1 (${error.message}). Send it with an HTTP client, to http:// and not https://.`,
  };
  const refused = refuse('not_http', detail, status);
  const fields = Object.entries(lastHeaders(refused)).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, '', refused.payload].join('\r\n'));
};

const WORDINGS: ReadonlyMap<string, { readonly status: number; readonly detail: string }> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    { status: 431, detail: `URL and header fields together are larger than ${maxHeaderSize} bytes. Send less.` },
  ],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { status: 413, detail: 'The chunk extensions of the body are too large.' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, detail: 'The request was not complete in time. Send it faster.' }],
]);

/** RFC 9112, section 3.2: HTTP/1.1 demands one Host, and several are an attempt to confuse somebody. */
export const hasOneHost = ({ rawHeaders, httpVersion }: IncomingMessage): boolean => {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
};

export const refuseBadHost = (response: ServerResponse, refuse: RefuseClientError): void => {
  const refused = refuse('not_http', 'A request has exactly one Host header (RFC 9112, section 3.2). Send one.');
  response.writeHead(refused.reply.status, lastHeaders(refused)).end(refused.payload);
};

/** Whoever sent it cannot be trusted with the rest of the connection (RFC 9112, section 9.6). */
const lastHeaders = ({ reply, payload = '' }: Sendable): Readonly<Record<string, string>> => ({
  ...reply.headers,
  'content-length': String(Buffer.byteLength(payload)),
  connection: 'close',
});
