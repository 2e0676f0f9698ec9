import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Canned {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

export interface RealServer {
  readonly url: string;
  readonly received: Received[];
}

/** A server of somebody else on loopback, which lasts as long as the test. `undefined`: it never answers. */
export const realServer = async (answer: (request: Received) => Canned | undefined): Promise<RealServer> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body });
      const canned = answer({ method, url, headers, body });
      if (canned) response.writeHead(canned.status ?? 200, canned.headers).end(canned.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
};

export const sendsJson = (value: unknown, status = 200): Canned => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
