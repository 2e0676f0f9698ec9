import type { Shape } from '../../contract/schemas/shape.ts';
import type { JsonObject } from '../../json.ts';
import type { Instant } from '../../state/instant.ts';
import { plainName } from '../../contract/operations/plain-name.ts';

/** The properties of an item for the time at which it was created or last changed, set to `now`. */
export const timestamps = (shape: Shape | undefined, now: Instant, which: 'made' | 'changed'): JsonObject => {
  const names = [...(shape?.properties ?? [])].filter(([name]) => isTimestamp(plainName(name), which));
  return Object.fromEntries(names.map(([name, { types }]) => [name, instantFor(types, now)]));
};

/** Creating an item also sets the time of its last change. */
const isTimestamp = (name: string, which: 'made' | 'changed'): boolean =>
  CHANGED.has(name) || (which === 'made' && MADE.has(name));

const MADE: ReadonlySet<string> = new Set(
  'created createdat createdon createddate createdtime datecreated creationdate creationtime insertedat'.split(' '),
);
const CHANGED: ReadonlySet<string> = new Set(
  'updated updatedat updatedon updateddate dateupdated modified modifiedat lastmodified lastupdated lastmodifiedat'.split(
    ' ',
  ),
);

/** Numbers are Unix seconds, as in most APIs that have them. */
const instantFor = (types: ReadonlySet<string>, now: Instant): unknown =>
  types.has('integer') || types.has('number') ? Math.floor(now / 1000) : new Date(now).toISOString();
