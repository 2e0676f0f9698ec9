import type { RunningSandbox, StartOptions } from '../index.ts';
import { BUNDLED_CONTRACT, SetUpError, startSandbox } from '../index.ts';
import { banner, readyLine } from './banner.ts';
import { readCommandLine } from './command-line.ts';
import { EXIT } from './command.ts';
import { FileWatch } from './watch.ts';

/** `revdesk-sandbox [contract]`: serves until the process receives a signal. */
export const serve = async (): Promise<void> => {
  try {
    await start();
  } catch (error) {
    // The contract, the settings or the port is wrong, and the message says why.
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`The sandbox cannot start:\n\n${error.message}\n`);
    process.exitCode = EXIT.cannotRun;
  }
};

const start = async (): Promise<void> => {
  const { json, watch = true, settingsFile, ...options } = await readCommandLine(process.argv, process.env);
  const running = await startSandbox(options);
  followChanges(running, settingsFile, watch);
  process.stdout.write(json ? readyLine(running) : banner(running));
  const stop = (): void => {
    // The listeners run once, so a second signal ends the process at once.
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

/** Reloads contract and settings on request, and when one of their files changes. */
const followChanges = (running: RunningSandbox, settingsFile: string | undefined, isWatched: boolean): void => {
  const watch = new FileWatch(filesOf(running, settingsFile));
  const reload = async (): Promise<void> => {
    watch.catchUp();
    await readAndReload(running);
    watch.follow(filesOf(running, settingsFile));
  };
  running.sandbox.reload = reload;
  if (isWatched) watch.start(() => void reload());
};

const readAndReload = async (running: RunningSandbox): Promise<void> => {
  try {
    const options = await readOptions();
    // `running.reload` logs and records a problem in the contract. A problem in the settings file is handled below.
    await running.reload(options).catch(ignoreReported);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    running.sandbox.lastReload = { at: Date.now(), faults: error.problems };
    process.stderr.write(`The reload failed. The previous contract and settings stay in effect:\n\n${error.message}\n`);
  }
};

const readOptions = async (): Promise<StartOptions> => {
  const {
    json: _json,
    watch: _watch,
    settingsFile: _file,
    ...options
  } = await readCommandLine(process.argv, process.env);
  return options;
};

const ignoreReported = (error: unknown): void => {
  if (!(error instanceof SetUpError)) throw error;
};

/** The files to watch: not the bundled contract, which does not change, and not URLs. */
const filesOf = ({ sandbox }: RunningSandbox, settingsFile: string | undefined): readonly string[] =>
  [...sandbox.engine.contract.document.files, settingsFile].filter(
    (file) => file !== undefined && file !== BUNDLED_CONTRACT && !/^https?:/i.test(file),
  ) as readonly string[];
