import type { Command } from 'commander';

/** Exit codes of the commands. */
export const EXIT = {
  ok: 0,
  /** The command ran, and its requirements are not met. */
  requirementsNotMet: 1,
  /** The command could not run, because of a flag, a file, or the server that it calls. */
  cannotRun: 2,
} as const;

/** Commander exits with 1 for an unknown flag. Here 1 means that requirements are not met. */
export const exitOnMisuse = (command: Command): Command =>
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.cannotRun));

/** Parses a comma-separated list. */
export const commaSeparated = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
