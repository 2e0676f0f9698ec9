import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { selfSigned } from './self-signed.ts';

export interface TlsServer {
  readonly url: string;
  /** The number of requests received. */
  readonly requestCount: () => number;
}

/** Starts an HTTPS server with a self-signed certificate, which runs as long as the test. */
export const startTlsServer = async (): Promise<TlsServer> => {
  let count = 0;
  const server = createServer(selfSigned(), (_request, response) => {
    count += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, requestCount: () => count };
};
