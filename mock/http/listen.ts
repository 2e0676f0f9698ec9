import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { RequestHandler } from 'express';
import express from 'express';
import { SetUpError } from '../set-up-error.ts';

export interface ListenOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  readonly middleware: RequestHandler;
  /** Aborted when the server stops, so that held replies go out. */
  readonly shutdown: AbortController;
  /** What a failure inside the middleware is answered with, as text and its content type. */
  readonly onFailure: (error: unknown) => { readonly body: string; readonly contentType: string };
}

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Lets requests in flight finish, for a moment; then closes what is left. */
  readonly stop: () => Promise<void>;
}

/** How long requests in flight may take to finish when the server stops: a process manager waits, but not for long. */
const GRACE_MS = 700;

/** @throws {SetUpError} if the port is taken or may not be used. */
export const listen = async ({ port, host, middleware, shutdown, onFailure }: ListenOptions): Promise<Listening> => {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, appFor(middleware, onFailure));
  server.on('clientError', refuseGarbage);
  await bind(server, port, host);
  const address = server.address() as AddressInfo;
  return { port: address.port, url: `http://${urlHost(host)}:${address.port}`, stop: () => stop(server, shutdown) };
};

const appFor = (middleware: RequestHandler, onFailure: ListenOptions['onFailure']): express.Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(middleware);
  const failed: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { body, contentType } = onFailure(error);
    response.writeHead(500, { 'content-type': contentType }).end(body);
  };
  return app.use(failed);
};

const bind = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(bindError(error, port, host)));
    server.listen(port, host, resolve);
  });

const bindError = (error: NodeJS.ErrnoException, port: number, host: string): Error => {
  const problems = new Map([
    [
      'EADDRINUSE',
      ['is taken by another program', 'Stop that program, or choose another port with --port (0: any free one).'],
    ],
    ['EACCES', ['may not be used by this user', 'Choose a port from 1024 on with --port.']],
    ['EADDRNOTAVAIL', ['is not an address of this machine', 'Name one of its addresses with --host.']],
    ['ENOTFOUND', ['is not an address of this machine', 'Name one of its addresses with --host.']],
  ]);
  const [problem, remedy] = problems.get(error.code ?? '') ?? [];
  return problem && remedy ? new SetUpError([{ place: `${host}:${port}`, problem, remedy }]) : error;
};

/** An address to call: "any address" is none, and IPv6 wants brackets. */
const urlHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

/** What never became a request: header fields over Node's limit, or no HTTP at all. */
const refuseGarbage = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({
    error: { code: 'bad_request', message: `This is no HTTP request that can be read: ${status}.` },
  });
  const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`);
};

const stop = (server: Server, shutdown: AbortController): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    shutdown.abort();
    server.closeIdleConnections();
  });
