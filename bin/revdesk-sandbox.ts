#!/usr/bin/env node
import { EXIT } from './command.ts';
import { serve } from './serve.ts';

type Command = (argv: readonly string[]) => Promise<number>;

/** Imported on demand: most starts serve the sandbox and need neither command. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['coverage', async () => (await import('./coverage-command.ts')).coverageCommand],
  ['verify', async () => (await import('./verify-command.ts')).verifyCommand],
]);

const main = async (): Promise<void> => {
  const [name = '', ...argv] = process.argv.slice(2);
  const command = await COMMANDS.get(name)?.();
  if (command === undefined) return serve();
  try {
    process.exitCode = await command(argv);
  } catch (error) {
    process.stderr.write(`${failureText(error as Error)}\n`);
    process.exitCode = EXIT.cannotRun;
  }
};

/** `fetch` reports the reason for a failure only in `cause`. */
const failureText = ({ message, cause }: Error): string =>
  cause instanceof Error ? `${message}: ${cause.message}. Is the server running, and is --target correct?` : message;

await main();
