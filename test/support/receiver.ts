import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as a receiver got it. */
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

/** What a receiver answers: a status, with what else a test needs; `hang` for nothing at all. */
export type ReceiverAnswer =
  'hang' | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/**
 * A server on loopback that takes deliveries, for as long as the test lasts.
 *
 * @param answers One for each request; the last for all that follow.
 */
export const startReceiver = async (...answers: readonly ReceiverAnswer[]): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: target = '', headers } = request;
      received.push({ method, target, headers, body: Buffer.concat(chunks).toString() });
      const answer = answers[Math.min(received.length, answers.length) - 1] ?? { status: 204 };
      if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
};
