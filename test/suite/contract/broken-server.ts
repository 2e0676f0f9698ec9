import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request on its way to the sandbox. */
export interface ProxiedRequest {
  readonly path: string;
  readonly headers: Headers;
  /** JSON, or `undefined`. */
  readonly body: Record<string, unknown> | undefined;
}

/** A reply on its way back. */
export interface ProxiedReply {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, Record<string, unknown>> | undefined;
}

/** A mistake of a server: it misreads requests, or sends wrong replies. */
export interface Mistake {
  readonly reads?: (request: ProxiedRequest) => ProxiedRequest;
  readonly replies?: (reply: ProxiedReply) => ProxiedReply;
}

/** Starts a server that behaves like a sandbox, except for one mistake. */
export const startBrokenServer = async (
  upstream: string,
  mistake: Mistake,
): Promise<AsyncDisposable & { readonly url: string }> => {
  const server = createServer((request, response) => {
    void forward(request, response, upstream, mistake);
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

const forward = async (
  request: IncomingMessage,
  response: ServerResponse,
  upstream: string,
  { reads = (unchanged) => unchanged, replies = (unchanged) => unchanged }: Mistake,
): Promise<void> => {
  const path = request.url ?? '';
  const requestBody = await buffer(request);
  const { headers, body } = reads({ path, headers: headersOf(request), body: jsonIn(requestBody) });
  const reply = await fetch(upstream + path, {
    method: request.method ?? '',
    headers,
    ...(requestBody.length > 0 && { body: body === undefined ? Uint8Array.from(requestBody) : JSON.stringify(body) }),
  });
  const text = await reply.text();
  const changed = replies({
    path,
    status: reply.status,
    headers: new Headers(reply.headers),
    body: jsonIn(text) as never,
  });
  changed.headers.delete('content-length');
  response.writeHead(changed.status, Object.fromEntries(changed.headers));
  response.end(changed.body === undefined ? text : JSON.stringify(changed.body));
};

/** Without the headers that belong to this connection. */
const headersOf = ({ headers }: IncomingMessage): Headers => {
  const hopByHop = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);
  return new Headers(
    Object.entries(headers).flatMap(([name, value]) => (hopByHop.has(name) ? [] : [[name, String(value)]])),
  );
};

const jsonIn = (text: Buffer | string): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(String(text)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};
