import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express from 'express';
import { SetUpError } from '../contract/document/set-up-error.ts';
import type { Middleware } from './express-types.ts';
import type { RefuseClientError } from './out/client-error.ts';
import { hasOneHost, refuseMalformedHttp, refuseBadHost } from './out/client-error.ts';

export interface ListenOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  readonly middleware: Middleware;
  /** Aborted when the server stops, so that held replies go out. */
  readonly shutdown: AbortController;
  /** Words what goes wrong where no request has been read, in the API's own way. */
  readonly refuse: RefuseClientError;
  /** Told of a bug in the middleware, before its request is refused. */
  readonly onBug: (error: unknown) => void;
}

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Lets requests in flight finish, for a moment; then closes what is left. May be called again. */
  readonly stop: () => Promise<void>;
}

/** How long requests in flight may take to finish when the server stops: a process manager waits, but not for long. */
const GRACE_MS = 700;

/** @throws {SetUpError} if the port is taken or may not be used. */
export const listen = async (options: ListenOptions): Promise<Listening> => {
  const { port, host, shutdown, refuse } = options;
  const app = appFor(options);
  // Node answers a missing Host and a strange Expect with no content; both are answered here, with a reason.
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000, requireHostHeader: false });
  server.on('request', (request, response) =>
    hasOneHost(request) ? app(request, response) : refuseBadHost(response, refuse),
  );
  // RFC 9110, section 10.1.1: an expectation other than 100-continue may be ignored.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', (error, socket) => refuseMalformedHttp(error, socket as Socket, refuse));
  await bind(server, port, host);
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://${urlHost(host)}:${address.port}`,
    stop: () => stop(server, shutdown),
  };
};

const appFor = ({ middleware, refuse, onBug }: ListenOptions): express.Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(middleware);
  const failed: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    onBug(error);
    const { reply, payload } = refuse('internal', FAILED);
    response.writeHead(reply.status, reply.headers).end(payload);
  };
  return app.use(failed);
};

const FAILED = 'The sandbox failed in the stage "http". This is a bug of the sandbox; its log has the details.';

const bind = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(bindError(error, port, host)));
    server.listen(port, host, resolve);
  });

const bindError = (error: NodeJS.ErrnoException, port: number, host: string): SetUpError => {
  const [problem, remedy] = BIND_PROBLEMS.get(error.code ?? '') ?? [
    `cannot be listened on: ${error.message}`,
    'Choose another address with --host, or another port with --port.',
  ];
  return new SetUpError([{ place: `${host}:${port}`, problem, remedy }]);
};

type Advice = readonly [problem: string, remedy: string];

const NO_ADDRESS: Advice = ['is not an address of this machine', 'Name one of its addresses with --host.'];

const BIND_PROBLEMS: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  [
    'EADDRINUSE',
    ['is taken by another program', 'Stop that program, or choose another port with --port (0: any free one).'],
  ],
  ['EACCES', ['may not be used by this user', 'Choose a port from 1024 on with --port.']],
  ['EADDRNOTAVAIL', NO_ADDRESS],
  ['ENOTFOUND', NO_ADDRESS],
  ['EAI_AGAIN', NO_ADDRESS],
]);

/** An address to call: "any address" is none, and IPv6 wants brackets. */
const urlHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

/** A server that is not running any more calls back with an error, which is no reason to fail: it is stopped. */
const stop = (server: Server, shutdown: AbortController): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    shutdown.abort();
    server.closeIdleConnections();
  });
