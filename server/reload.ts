import type { Sandbox } from '../mock/index.ts';
import { SetUpError } from '../mock/index.ts';
import { BUNDLED_CONTRACT } from '../package-root.ts';
import { composeOptions, readSettings } from './compose.ts';
import type { StartOptions } from './start-options.ts';

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
 * Creates a function that reloads contract and settings of a running sandbox. Reloads run one after the other, so that the older
 * of two cannot finish last.
 *
 * @returns A function that throws a {@link SetUpError} with every problem.
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
  const { contract = BUNDLED_CONTRACT, wallClock: _clock, extend, ...givenSettings } = options;
  const now = context.wallClock();
  try {
    const listener = { onNotice: (text: string) => log.warn(text), onBug };
    const composed = await composeOptions(contract, readSettings(givenSettings, 'settings'), listener, extend);
    for (const notice of sandbox.replace(composed, now)) log.warn(notice);
    sandbox.lastReload = { at: now, faults: [] };
    log.info({ operations: sandbox.engine.contract.operations.length }, 'contract and settings were reloaded');
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    sandbox.lastReload = { at: now, faults: error.problems };
    log.error(`The previous contract and settings are still served:\n\n${error.message}`);
    throw error;
  }
};

/** For a reload whose problems no caller waits for: they have been logged, and are shown as the last reload. */
export const swallowReported = async (reloaded: Promise<void>): Promise<void> => {
  try {
    await reloaded;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
  }
};
