import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { issueBody, PRODUCTION } from './a-request.ts';

/** The parts of a raw request that a test sets; the rest is a valid request for a calling token. */
export interface RawSketch {
  readonly method?: string;
  readonly target?: string;
  /** Header fields that replace the default ones of the same name, or are added. `null` omits a field; an array repeats it. */
  readonly fields?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string | Buffer;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A request as bytes, with `Connection: close`. */
export const rawRequest = ({
  method = 'POST',
  target = '/v1/webrtc-token',
  fields = {},
  body,
}: RawSketch = {}): Buffer => {
  const content = Buffer.from(body ?? JSON.stringify(issueBody()));
  const all = {
    Host: '127.0.0.1',
    Connection: 'close',
    Authorization: `Bearer ${PRODUCTION}`,
    'Content-Type': 'application/json',
    'Content-Length': String(content.length),
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => `${name}: ${value}`),
  );
  return Buffer.concat([Buffer.from([`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n')), content]);
};

/** Connects to a listening sandbox. */
export const openSocket = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
};

/** Sends bytes, and returns everything received until the server closes the connection. */
export const sendBytes = async (url: string, bytes: Buffer | string): Promise<string> => {
  const socket = await openSocket(url);
  socket.write(bytes);
  return text(socket);
};

/** Sends one request, and parses its response. */
export const sendRequest = async (url: string, sketch: RawSketch = {}): Promise<RawResponse> =>
  parseResponse(await sendBytes(url, rawRequest(sketch)));

/** Parses a text that is one response. */
export const parseResponse = (received: string): RawResponse => {
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
};
