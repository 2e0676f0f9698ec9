import { composeOptions, readSettings } from './compose.ts';
import type { StartOptions } from './start-options.ts';
import type { Sandbox } from '../mock/index.ts';
import { SetUpError } from '../mock/index.ts';
import { BUNDLED_CONTRACT } from '../package-root.ts';

export interface ReloadContext {
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
  readonly wallClock: () => number;
}

interface Log {
  info(facts: object, text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/**
 * Reads contract and settings anew for a sandbox that is served. One after the other: else the older of two could come out last.
 *
 * @returns Throws a {@link SetUpError} with everything that is wrong.
 */
export const createReload = (sandbox: Sandbox, context: ReloadContext): ((options: StartOptions) => Promise<void>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (options) => {
    const reloaded = last.then(() => reload(sandbox, options, context));
    last = reloaded.catch(() => undefined);
    return reloaded;
  };
};

const reload = async (sandbox: Sandbox, options: StartOptions, context: ReloadContext): Promise<void> => {
  const { log, onBug } = context;
  const { contract = BUNDLED_CONTRACT, wallClock: _clock, extend, ...given } = options;
  const now = context.wallClock();
  try {
    const listener = { onNotice: (text: string) => log.warn(text), onBug };
    const composed = await composeOptions(contract, readSettings(given, 'settings'), listener, extend);
    for (const notice of sandbox.replace(composed, now)) log.warn(notice);
    sandbox.lastReload = { at: now, faults: [] };
    log.info({ operations: sandbox.engine.contract.operations.length }, 'contract and settings were read anew');
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    sandbox.lastReload = { at: now, faults: error.problems };
    log.error(`What was there before is still served:\n\n${error.message}`);
    throw error;
  }
};

/** Where nobody waits for what is wrong: it has been logged, and is shown as the last reload. */
export const swallowReported = async (reloaded: Promise<void>): Promise<void> => {
  try {
    await reloaded;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
  }
};
