import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';

/** Merges a JSON Merge Patch document into an object (RFC 7396): null removes a property, objects are merged, other values are replaced. */
export const applyMergePatch = (value: JsonObject, patch: JsonObject): JsonObject => {
  const kept = Object.entries(value).filter(([name]) => !Object.hasOwn(patch, name) || patch[name] !== null);
  const changed = Object.entries(patch).filter(([, each]) => each !== null);
  // `fromEntries`: a property may be called `__proto__`.
  return Object.fromEntries([...kept, ...changed.map(([name, each]) => [name, mergedInto(own(value, name), each)])]);
};

const own = (value: JsonObject, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

/** A newly added object also loses its null properties. */
const mergedInto = (value: unknown, patch: unknown): unknown =>
  isObject(patch) ? applyMergePatch(isObject(value) ? value : {}, patch) : patch;
