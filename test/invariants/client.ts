import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request, in the terms of Node's own client, which sends it unchanged. */
export interface SentRequest {
  readonly method?: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A response as received: the status, every header field in order, every byte of the body. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

export interface Client extends Disposable {
  readonly send: (outgoing: SentRequest) => Promise<ReceivedResponse>;
}

/**
 * Maximum number of concurrent requests. Node accepts one new connection per iteration of the event loop, so the last of many more
 * would wait long.
 */
const CONNECTIONS = 32;

/** A response that takes longer counts as missing. */
const TIMEOUT_MS = 15_000;

/** Keeps connections open. `Host` has no port, so that two sandboxes can receive identical requests. */
export const clientOf = (url: string): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = ({ method = 'POST', target, headers = {}, body }: SentRequest): Promise<ReceivedResponse> =>
    new Promise((resolve, reject) => {
      const options = { agent, method, path: target, headers: { host: 'localhost', ...lengthOf(body), ...headers } };
      const outgoing = request(url, options, (incoming) => {
        const response = (received: string): ReceivedResponse => ({
          status: incoming.statusCode ?? 0,
          headers: incoming.rawHeaders,
          body: received,
        });
        text(incoming).then((received) => resolve(response(received)), reject);
      });
      outgoing.setTimeout(TIMEOUT_MS, () => outgoing.destroy(new Error(`No response to ${method} ${target}.`)));
      outgoing.on('error', reject).end(body);
    });
  return { send, [Symbol.dispose]: () => agent.destroy() };
};

/** Node's client omits `Content-Length` where it expects no body, as with DELETE. */
const lengthOf = (body: string | Buffer | undefined): Readonly<Record<string, string>> =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };

/** The values of a header field. */
export const valuesOf = ({ headers }: ReceivedResponse, name: string): readonly string[] =>
  headers.filter((_value, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === name);

/** The single value of a header field; NaN if it is missing or not a number. */
export const numberIn = (response: ReceivedResponse, name: string): number =>
  Number(valuesOf(response, name)[0] ?? Number.NaN);
