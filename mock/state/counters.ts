import type { CommittedRecords } from './draft.ts';
import type { Draw } from './draw.ts';
import { createDraw } from './draw.ts';
import type { Change } from './records.ts';
import { put } from './records.ts';

/** How many draws each operation has made in a world; a collection of records, so that a snapshot holds it. */
export const COUNTERS = 'counters';

interface DrawingWorld extends CommittedRecords {
  readonly name: string;
  readonly seed: string;
}

/** Chance for an operation, from where it stopped last time. */
export const drawFor = (world: DrawingWorld, operation: string): Draw => {
  const made = Number(world.get(COUNTERS, operation, 0)?.['made'] ?? 0);
  return createDraw({ seed: world.seed, world: world.name, operation }, made);
};

/** The changes, and the counter's if anything was drawn. */
export const withCounter = (changes: readonly Change[], draw: Draw, operation: string): readonly Change[] =>
  draw.made === draw.madeBefore ? changes : [...changes, put(COUNTERS, { id: operation, made: draw.made })];
