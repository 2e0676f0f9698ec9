import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

export interface SilentServer extends AsyncDisposable {
  readonly port: number;
  /** Resolves when a client has connected. */
  readonly connected: Promise<unknown>;
}

/** Starts a server that accepts connections, also from containers, and never sends anything. */
export const startSilentServer = async (): Promise<SilentServer> => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on('error', () => {})));
  const connected = once(server, 'connection');
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connected,
    [Symbol.asyncDispose]: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
};
