import type { IncomingMessage, ServerResponse } from 'node:http';
import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { RefusalKind } from '../../refusal.ts';
import type { Sendable } from './send-reply.ts';

/** Creates an error in the API's format where there is no parsed request. */
export type RefuseClientError = (kind: RefusalKind, detail: string, status?: number) => Sendable;

/** Refuses what could not be parsed as a request: header fields over Node's limit, a request that takes too long, or other bytes. */
export const refuseMalformedHttp = (error: NodeJS.ErrnoException, socket: Socket, refuse: RefuseClientError): void => {
  if (!socket.writable) return void socket.destroy();
  const { status, detail } = KNOWN_ERRORS.get(error.code ?? '') ?? {
    status: 400,
    detail: `The request is not valid HTTP/1.1 (${error.message}). Use an HTTP client, and http:// instead of https://.`,
  };
  const refused = refuse('not_http', detail, status);
  const fields = Object.entries(closingHeaders(refused)).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, '', refused.payload].join('\r\n'));
};

const KNOWN_ERRORS: ReadonlyMap<string, { readonly status: number; readonly detail: string }> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    { status: 431, detail: `URL and header fields together are larger than ${maxHeaderSize} bytes. Shorten them.` },
  ],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { status: 413, detail: 'The chunk extensions of the body are too large.' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, detail: 'The request was not complete in time. Send it faster.' }],
]);

/** RFC 9112, section 3.2: HTTP/1.1 requires one Host. Several may be an attempt to make servers disagree about the target. */
export const hasOneHost = ({ rawHeaders, httpVersion }: IncomingMessage): boolean => {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
};

export const refuseBadHost = (response: ServerResponse, refuse: RefuseClientError): void => {
  const refused = refuse('not_http', 'A request has exactly one Host header (RFC 9112, section 3.2). Send one.');
  response.writeHead(refused.reply.status, closingHeaders(refused)).end(refused.payload);
};

/** The connection is closed, since its remaining bytes cannot be trusted (RFC 9112, section 9.6). */
const closingHeaders = ({ reply, payload = '' }: Sendable): Readonly<Record<string, string>> => ({
  ...reply.headers,
  'content-length': String(Buffer.byteLength(payload)),
  connection: 'close',
});
