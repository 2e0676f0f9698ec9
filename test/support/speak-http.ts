import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { issueBody, PRODUCTION } from './a-request.ts';

/** What a test says of a request in bytes; the rest is an ordinary, valid issue of a calling token. */
export interface RawSketch {
  readonly method?: string;
  readonly target?: string;
  /** Fields in place of the ordinary ones of the same name (`null`: left out), or beside them; `[name, value]` pairs repeat. */
  readonly fields?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A request as bytes, after which the server closes the connection. */
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

/** Connects to where a sandbox listens. */
export const dial = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
};

/** Sends bytes, and gives back all that comes until the server closes the connection. */
export const speak = async (url: string, bytes: Buffer | string): Promise<string> => {
  const socket = await dial(url);
  socket.write(bytes);
  return text(socket);
};

/** Sends one request, and reads its answer. */
export const ask = async (url: string, sketch: RawSketch = {}): Promise<RawAnswer> =>
  answerIn(await speak(url, rawRequest(sketch)));

/** Reads the one answer in a text. */
export const answerIn = (received: string): RawAnswer => {
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
};
