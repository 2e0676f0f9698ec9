import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { selfSigned } from './self-signed.ts';

export interface TlsServer {
  readonly url: string;
  /** How many requests have got through. */
  readonly asked: () => number;
}

/** Somebody's server on HTTPS, which no authority vouches for, for as long as the test lasts. */
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
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => count };
};
