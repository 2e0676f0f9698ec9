import type { CommittedRecords, Change } from './records.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import { put } from './records.ts';

/** How many draws each operation has made in a world; a collection of records, so that a snapshot holds it. */
export const COUNTERS = 'counters';

interface SeededWorld extends CommittedRecords {
  readonly name: string;
  readonly seed: string;
}

/** Chance for an operation, from where it stopped last time. */
export const randomFor = (world: SeededWorld, operation: string): Random => {
  const made = Number(world.get(COUNTERS, operation, 0)?.['made'] ?? 0);
  return createRandom({ seed: world.seed, world: world.name, operation }, made);
};

/** The changes, and the counter's if anything was drawn. */
export const withCounter = (changes: readonly Change[], random: Random, operation: string): readonly Change[] =>
  random.made === random.madeBefore ? changes : [...changes, put(COUNTERS, { id: operation, made: random.made })];
