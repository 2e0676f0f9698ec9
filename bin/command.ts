import type { Command } from 'commander';

/** What a command says to whoever runs it. */
export const EXIT = {
  ok: 0,
  /** It ran, and what it looked at is not as demanded. */
  notAsDemanded: 1,
  /** It could not run: a flag, a file, or the server that it asks. */
  cannotRun: 2,
} as const;

/** Commander exits with 1 for a flag that it does not know, which here means something else. */
export const exitOnMisuse = (command: Command): Command =>
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.cannotRun));

/** A list in one text, separated by commas. */
export const joining = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
