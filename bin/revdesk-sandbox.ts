#!/usr/bin/env node
import { EXIT } from './command.ts';
import { serve } from './serve.ts';

type Command = (argv: readonly string[]) => Promise<number>;

/** Imported when asked for: most starts are to serve, and need neither. */
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
    process.stderr.write(`${reasonOf(error as Error)}\n`);
    process.exitCode = EXIT.cannotRun;
  }
};

/** Why `fetch` failed is in the cause alone. */
const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error ? `${message}: ${cause.message}. Is the server running, and is --target right?` : message;

await main();
