import { isObject } from '../../json.ts';
import type { JsonObject } from '../../json.ts';

/** Merges a JSON Merge Patch document into an object (RFC 7396): null removes, objects are merged, all else is replaced. */
export const applyMergePatch = (value: JsonObject, patch: JsonObject): JsonObject => {
  const kept = Object.entries(value).filter(([name]) => !Object.hasOwn(patch, name) || patch[name] !== null);
  const given = Object.entries(patch).filter(([, each]) => each !== null);
  // `fromEntries`: a property may be called `__proto__`.
  return Object.fromEntries([...kept, ...given.map(([name, each]) => [name, mergedInto(own(value, name), each)])]);
};

const own = (value: JsonObject, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

/** An object that comes new loses its nulls, too. */
const mergedInto = (value: unknown, patch: unknown): unknown =>
  isObject(patch) ? applyMergePatch(isObject(value) ? value : {}, patch) : patch;
