import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import { Journal } from '../../../mock/observe/journal.ts';
import type { Change } from '../../../mock/state/records.ts';
import { World } from '../../../mock/world/world.ts';

/** What a test says of a world; the rest is an empty one called `w`. */
export interface WorldSketch {
  readonly name?: string;
  readonly seed?: string;
  readonly initialChanges?: readonly Change[];
  readonly most?: number;
  readonly room?: SharedJournalLimit;
}

export const aWorld = (sketch: WorldSketch = {}): World => {
  const { name = 'w', seed = 's', initialChanges = [], most = 100, room = new SharedJournalLimit(100_000) } = sketch;
  const journal = new Journal({ entries: 10, bytes: 100_000 }, room);
  return new World({ name, seed, initialChanges, recordsPerCollection: most, journal });
};
