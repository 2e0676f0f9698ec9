import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express from 'express';
import { SetUpError } from '../contract/document/set-up-error.ts';
import type { Middleware } from './express-types.ts';
import type { RefuseClientError } from './out/client-error.ts';
import { hasOneHost, refuseBadHost, refuseMalformedHttp } from './out/client-error.ts';

export interface ListenOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  readonly middleware: Middleware;
  /** Aborted when the server stops, so that delayed replies are sent immediately. */
  readonly shutdown: AbortController;
  /** Creates an error in the API's format where no request could be read. */
  readonly refuse: RefuseClientError;
  /** Called with each error that is a bug of the middleware, before the request is refused. */
  readonly onBug: (error: unknown) => void;
}

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Waits a moment for requests in flight, then closes the remaining connections. May be called again. */
  readonly stop: () => Promise<void>;
}

/** How long requests in flight may take to finish when the server stops. A process manager does not wait long. */
const GRACE_MS = 700;

/** @throws {SetUpError} if the port is in use, or this user may not use it. */
export const listen = async (options: ListenOptions): Promise<Listening> => {
  const { port, host, shutdown, refuse } = options;
  const app = appFor(options);
  // Node refuses a missing Host and an unknown Expect without a reason. Here, the first gets one, and the second is ignored.
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
  const onError: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    onBug(error);
    const { reply, payload } = refuse('internal', BUG_DETAIL);
    response.writeHead(reply.status, reply.headers).end(payload);
  };
  return app.use(onError);
};

const BUG_DETAIL = 'The sandbox failed in the stage "http". This is a bug in the sandbox; see its log.';

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

const UNKNOWN_ADDRESS: Advice = ['is not an address of this machine', 'Choose one of its addresses with --host.'];

const BIND_PROBLEMS: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  [
    'EADDRINUSE',
    ['is in use by another program', 'Stop that program, or choose another port with --port (0: any free one).'],
  ],
  ['EACCES', ['may not be used by this user', 'Choose a port of 1024 or higher with --port.']],
  ['EADDRNOTAVAIL', UNKNOWN_ADDRESS],
  ['ENOTFOUND', UNKNOWN_ADDRESS],
  ['EAI_AGAIN', UNKNOWN_ADDRESS],
]);

/** The host for a URL. A wildcard address cannot be called, and an IPv6 address needs brackets. */
const urlHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

/** Closing a server that is already stopped calls back with an error, which is ignored. */
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
