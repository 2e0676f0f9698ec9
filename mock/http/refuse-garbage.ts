import type { IncomingMessage, ServerResponse } from 'node:http';
import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** Answers what never became a request: header fields over Node's limit, a request that takes too long, or no HTTP at all. */
export const refuseGarbage = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable) return void socket.destroy();
  const { status, detail } = WORDINGS.get(error.code ?? '') ?? {
    status: 400,
    detail: `What was sent cannot be read as HTTP/1.1 (${error.message}). Send it with an HTTP client, to http:// and not https://.`,
  };
  const body = envelope(detail);
  const fields = ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, '', body].join('\r\n'));
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

export const refuseHosts = (response: ServerResponse): void => {
  const body = envelope('A request has exactly one Host header (RFC 9112, section 3.2). Send one.');
  const fields = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' };
  response.writeHead(400, fields).end(body);
};

const envelope = (message: string): string => JSON.stringify({ error: { code: 'bad_request', message } });
