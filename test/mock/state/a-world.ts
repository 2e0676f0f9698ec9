import { Journal } from '../../../mock/journal.ts';
import type { Change } from '../../../mock/state/records.ts';
import { World } from '../../../mock/state/world.ts';

/** What a test says of a world; the rest is an empty one called `w`. */
export interface WorldSketch {
  readonly name?: string;
  readonly seed?: string;
  readonly beginning?: readonly Change[];
  readonly most?: number;
}

export const aWorld = ({ name = 'w', seed = 's', beginning = [], most = 100 }: WorldSketch = {}): World =>
  new World({
    name,
    seed,
    beginning,
    recordsPerCollection: most,
    journal: new Journal({ entries: 10, bytes: 100_000 }),
  });
