import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the receiver got it. */
export interface Received {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  /** In order of arrival. */
  readonly received: readonly Received[];
}

/** A reply of the receiver: a status, optionally with headers and a body. With `hang`, it never replies. */
export type ReceiverReply =
  'hang' | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/**
 * Starts a server on loopback that receives deliveries as long as the test runs.
 *
 * @param replies One for each request; the last one is for all further requests, too.
 */
export const startReceiver = async (...replies: readonly ReceiverReply[]): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: target = '', headers } = request;
      received.push({ method, target, headers, body: Buffer.concat(chunks).toString() });
      const reply = replies[Math.min(received.length, replies.length) - 1] ?? { status: 204 };
      if (reply !== 'hang') response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
};
