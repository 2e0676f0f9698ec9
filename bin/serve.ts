import { SetUpError, startSandbox } from '../index.ts';
import { banner, readyLine } from './banner.ts';
import { readCommandLine } from './command-line.ts';
import { EXIT } from './command.ts';

/** `revdesk-sandbox [contract]`: serves until a signal comes. */
export const serve = async (): Promise<void> => {
  try {
    await start();
  } catch (error) {
    // Something about contract, settings or port is wrong, and the message says what.
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`The sandbox cannot start:\n\n${error.message}\n`);
    process.exitCode = EXIT.cannotRun;
  }
};

const start = async (): Promise<void> => {
  const { json, ...options } = await readCommandLine(process.argv, process.env);
  const running = await startSandbox(options);
  process.stdout.write(json ? readyLine(running) : banner(running));
  const stop = (): void => {
    // A second signal finds no listener, and ends the process at once.
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};
