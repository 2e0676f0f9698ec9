import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Change, CommittedRecords } from './records.ts';
import { put } from './records.ts';

/** How many random values each operation has taken in a world. Stored as records, so that a snapshot includes them. */
export const COUNTERS = 'counters';

interface SeededWorld extends CommittedRecords {
  readonly name: string;
  readonly seed: string;
}

/** Random values for an operation, continuing after the last one that it took. */
export const randomFor = (world: SeededWorld, operation: string): Random => {
  const made = Number(world.get(COUNTERS, operation, 0)?.['made'] ?? 0);
  return createRandom({ seed: world.seed, world: world.name, operation }, made);
};

/** The changes, with that of the counter if random values were taken. */
export const withCounter = (changes: readonly Change[], random: Random, operation: string): readonly Change[] =>
  random.made === random.madeBefore ? changes : [...changes, put(COUNTERS, { id: operation, made: random.made })];
