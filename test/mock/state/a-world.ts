import { Journal } from '../../../mock/observe/journal.ts';
import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import type { Change } from '../../../mock/state/records.ts';
import { World } from '../../../mock/world/world.ts';

/** The parts of a world that a test sets; the defaults are an empty world called `w`. */
export interface WorldSketch {
  readonly name?: string;
  readonly seed?: string;
  readonly initialChanges?: readonly Change[];
  readonly maxRecords?: number;
  readonly journalLimit?: SharedJournalLimit;
}

export const aWorld = (sketch: WorldSketch = {}): World => {
  const {
    name = 'w',
    seed = 's',
    initialChanges = [],
    maxRecords = 100,
    journalLimit = new SharedJournalLimit(100_000),
  } = sketch;
  const journal = new Journal({ entries: 10, bytes: 100_000 }, journalLimit);
  return new World({ name, seed, initialChanges, recordsPerCollection: maxRecords, journal });
};
