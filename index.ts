/**
 * A stateful sandbox for the RevDesk voice API, and for any API with an OpenAPI document.
 *
 * @module
 */
import type { Logger } from 'pino';
import { pino } from 'pino';
import { ControlClient } from './client/index.ts';
import type { Contract, Middleware, RecordFile, RefuseClientError, Sandbox } from './mock/index.ts';
import { createMiddleware, listen, openRecordFile, unanswerable } from './mock/index.ts';
import { BUNDLED_CONTRACT } from './package-root.ts';
import { compose, readSettings } from './server/compose.ts';
import { createReload, swallowReported } from './server/reload.ts';
import type { Settings } from './server/settings.ts';
import type { StartOptions } from './server/start-options.ts';

/** A sandbox that is listening. `await using` stops it at the end of the block. */
export interface RunningSandbox extends AsyncDisposable {
  /** The base URL for clients, in the world `default`. */
  readonly url: string;
  readonly port: number;
  /** The control API of the world `default`; `control.inWorld(name)` for another. */
  readonly control: ControlClient;
  /** The settings in force. */
  readonly settings: Settings;
  /** The engine itself, for calls without a socket. */
  readonly sandbox: Sandbox;
  /**
   * Reloads contract and settings. Worlds keep the records that still fit. Address, control API, seed and bounds do not change.
   *
   * @param options Default: the options that the sandbox was started with.
   * @throws {SetUpError} with every problem. The previous contract and settings are still served.
   */
  reload(options?: StartOptions): Promise<void>;
  /** Waits for requests in flight, then closes the server. */
  stop(): Promise<void>;
}

/** A sandbox as Express middleware. */
export interface SandboxMiddleware {
  readonly middleware: Middleware;
  readonly sandbox: Sandbox;
  /** Sends delayed replies immediately. Call it when the app that the middleware is mounted in stops. */
  stop(): void;
}

/**
 * Starts a sandbox on a port.
 *
 * @throws {SetUpError} with every problem of contract, settings and port.
 *
 * @example
 * await using sandbox = await startSandbox({ port: 0 });
 * const client = new RevDesk({ baseUrl: sandbox.url, apiKey: KEYS[0].credential });
 */
export const startSandbox = async (options: StartOptions = {}): Promise<RunningSandbox> => {
  const { sandbox, settings, middleware, shutdown, wallClock, onBug, log, recordFile } = await assemble(options);
  const { port, host, controlToken, controlPath } = settings;
  const refuse: RefuseClientError = (kind, detail, status) =>
    sandbox.refuseUnrouted(NO_BASE_URL, wallClock(), kind, detail, status === undefined ? {} : { status });
  const listening = await listen({ port, host, middleware, shutdown, refuse, onBug });
  log.debug({ url: listening.url }, 'listening');
  const reload = createReload(sandbox, { log, onBug, wallClock });
  sandbox.reload = () => swallowReported(reload(options));
  const stop = async (): Promise<void> => {
    await listening.stop();
    recordFile?.close();
    log.debug('stopped');
  };
  return {
    url: listening.url,
    port: listening.port,
    control: new ControlClient({
      url: listening.url,
      controlPath,
      ...(controlToken !== undefined && { token: controlToken }),
    }),
    settings,
    sandbox,
    reload: (next = options) => reload(next),
    stop,
    [Symbol.asyncDispose]: stop,
  };
};

/**
 * Creates a sandbox to mount in an Express app.
 *
 * @throws {SetUpError} with every problem of contract and settings.
 *
 * @example
 * const { middleware } = await createSandboxMiddleware();
 * app.use('/revdesk', middleware);
 */
export const createSandboxMiddleware = async (options: StartOptions = {}): Promise<SandboxMiddleware> => {
  const { sandbox, middleware, shutdown, recordFile } = await assemble(options);
  const stop = (): void => {
    shutdown.abort();
    recordFile?.close();
  };
  return { sandbox, middleware, stop };
};

/** The base URL for links in refusals that have no request. These refusals contain no links. */
const NO_BASE_URL = 'http://localhost';

interface Assembled {
  readonly sandbox: Sandbox;
  readonly settings: Settings;
  readonly middleware: Middleware;
  readonly shutdown: AbortController;
  readonly wallClock: () => number;
  readonly onBug: (error: unknown) => void;
  readonly log: Logger;
  readonly recordFile: RecordFile | undefined;
}

const assemble = async ({
  contract = BUNDLED_CONTRACT,
  wallClock = Date.now,
  extend = {},
  ...givenSettings
}: StartOptions): Promise<Assembled> => {
  const settings = readSettings(givenSettings, 'settings');
  // Logs go to stderr, so that stdout has only the output of the CLI.
  const log = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true }));
  const onBug = (error: unknown): void => log.error({ err: error }, 'a bug in the sandbox');
  const onNotice = (text: string): void => log.warn(text);
  const sandbox = await compose(contract, settings, { onNotice, onBug }, extend);
  if (log.isLevelEnabled('warn')) warnAboutUnanswerable(sandbox.engine.contract, onNotice);
  const { file, secrets: secretNames } = settings.record;
  const recordFile = file === undefined ? undefined : await openRecordFile({ file, secretNames, onNotice });
  const shutdown = new AbortController();
  const middleware = createMiddleware(sandbox, {
    bodyLimitBytes: settings.bodyLimitBytes,
    controlPath: settings.controlPath,
    guard: {
      hosts: settings.controlHosts.map((host) => host.toLowerCase()),
      ...(settings.controlToken !== undefined && { token: settings.controlToken }),
    },
    shutdown: shutdown.signal,
    outgoing: { allow: settings.outgoing.allow.map((host) => host.toLowerCase()) },
    wallClock,
    ...(recordFile && { onForwarded: recordFile.record }),
    ...(log.isLevelEnabled('debug') && {
      onAnswer: ({ method, target }, { reply }) => log.debug({ method, target, status: reply.status }, 'answered'),
    }),
  });
  return { sandbox, settings, middleware, shutdown, wallClock, onBug, log, recordFile };
};

/** Works in small steps with the lowest priority, since no caller waits for these warnings. */
const warnAboutUnanswerable = (contract: Contract, warn: (text: string) => void): void => {
  const problems = unanswerable(contract);
  const next = (): void => {
    const { done = false, value } = problems.next();
    if (done) return;
    if (typeof value === 'string') warn(value);
    setImmediate(next).unref();
  };
  setImmediate(next).unref();
};

export { ControlClient, ControlError } from './client/index.ts';
export { SetUpError } from './mock/index.ts';
export type { Middleware, Sandbox, SetUpProblem } from './mock/index.ts';
export { BUNDLED_CONTRACT } from './package-root.ts';
export { KEYS } from './revdesk/index.ts';
export type { Key, RevDeskSettings } from './revdesk/index.ts';
export type { Extension } from './server/compose.ts';
export * from './server/deprecated-names.ts';
export type { GivenSettings, LogLevel, Settings } from './server/settings.ts';
export type { StartOptions } from './server/start-options.ts';
