import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request, in the words of Node's own client, which changes nothing about it. */
export interface Ask {
  readonly method?: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An answer as it came: the status, every header field in its place, every byte of the body. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

export interface Client extends Disposable {
  readonly send: (ask: Ask) => Promise<Answer>;
}

/**
 * So many requests are on their way at a time. Not more: Node takes in one new connection between two rounds of work, and the last
 * of many would wait long.
 */
const CONNECTIONS = 32;

/** No answer takes this long: one that does is one that never comes. */
const PATIENCE_MS = 15_000;

/** Keeps connections open. The `Host` names no port, so that two sandboxes can be asked the very same thing. */
export const clientOf = (url: string): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = ({ method = 'POST', target, headers = {}, body }: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const options = { agent, method, path: target, headers: { host: 'localhost', ...lengthOf(body), ...headers } };
      const outgoing = request(url, options, (incoming) => {
        const answer = (received: string): Answer => ({
          status: incoming.statusCode ?? 0,
          headers: incoming.rawHeaders,
          body: received,
        });
        text(incoming).then((received) => resolve(answer(received)), reject);
      });
      outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error(`No answer to ${method} ${target}.`)));
      outgoing.on('error', reject).end(body);
    });
  return { send, [Symbol.dispose]: () => agent.destroy() };
};

/** Node's client leaves it out where it expects no body, as with DELETE. */
const lengthOf = (body: string | Buffer | undefined): Readonly<Record<string, string>> =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };

/** The values of a header field. */
export const valuesOf = ({ headers }: Answer, name: string): readonly string[] =>
  headers.filter((_value, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === name);

/** The single value of a header field; NaN if it is no number, or not there. */
export const numberIn = (answer: Answer, name: string): number => Number(valuesOf(answer, name)[0] ?? Number.NaN);
