import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request on its way to the sandbox. */
export interface Passing {
  readonly path: string;
  readonly headers: Headers;
  /** JSON, or `undefined`. */
  readonly body: Record<string, unknown> | undefined;
}

/** An answer on its way back. */
export interface Returning {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, Record<string, unknown>> | undefined;
}

/** A mistake that a server makes: what it reads wrongly, or what it answers wrongly. */
export interface Mistake {
  readonly reads?: (request: Passing) => Passing;
  readonly answers?: (answer: Returning) => Returning;
}

/** A server that does as a sandbox does, but for one mistake. */
export const startBrokenServer = async (
  upstream: string,
  mistake: Mistake,
): Promise<AsyncDisposable & { readonly url: string }> => {
  const server = createServer((request, response) => {
    void passOn(request, response, upstream, mistake);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

const passOn = async (
  request: IncomingMessage,
  response: ServerResponse,
  upstream: string,
  { reads = (passing) => passing, answers = (returning) => returning }: Mistake,
): Promise<void> => {
  const path = request.url ?? '';
  const sent = await buffer(request);
  const { headers, body } = reads({ path, headers: headersOf(request), body: jsonIn(sent) });
  const answer = await fetch(upstream + path, {
    method: request.method ?? '',
    headers,
    ...(sent.length > 0 && { body: body === undefined ? Uint8Array.from(sent) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const told = answers({
    path,
    status: answer.status,
    headers: new Headers(answer.headers),
    body: jsonIn(text) as never,
  });
  told.headers.delete('content-length');
  response.writeHead(told.status, Object.fromEntries(told.headers));
  response.end(told.body === undefined ? text : JSON.stringify(told.body));
};

/** Without what belongs to this connection alone. */
const headersOf = ({ headers }: IncomingMessage): Headers => {
  const ends = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);
  return new Headers(
    Object.entries(headers).flatMap(([name, value]) => (ends.has(name) ? [] : [[name, String(value)]])),
  );
};

const jsonIn = (text: Buffer | string): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(String(text)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};
