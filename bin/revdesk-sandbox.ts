#!/usr/bin/env node
import { SetUpError, startSandbox } from '../index.ts';
import { banner, readyLine } from './banner.ts';
import { readCommandLine } from './command-line.ts';

/** Something about contract, settings or port is wrong, and the message says what. */
const EXIT_SET_UP = 2;

const main = async (): Promise<void> => {
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

main().catch((error: unknown) => {
  if (!(error instanceof SetUpError)) throw error;
  process.stderr.write(`The sandbox cannot start:\n\n${error.message}\n`);
  process.exitCode = EXIT_SET_UP;
});
