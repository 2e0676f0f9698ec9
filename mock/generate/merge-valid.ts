import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';

/** Whether a value is valid at its position. */
export type IsValid = (value: JsonObject) => boolean;

/**
 * The requested value, as far as it fits: on its own, else merged into a base, else only those properties that fit there.
 *
 * @param base A value that fits.
 */
export const mergeValid = (base: JsonObject, requested: JsonObject, fits: IsValid): JsonObject => {
  if (fits(requested)) return requested;
  const merged = { ...base, ...requested };
  return fits(merged) ? merged : mergeValidProperties(base, requested, fits);
};

/** Merges those properties of another value that fit. */
export const mergeValidProperties = (base: JsonObject, requested: JsonObject, fits: IsValid): JsonObject => {
  let value = base;
  for (const [name, each] of Object.entries(requested)) {
    const candidate = { ...value, [name]: each };
    if (fits(candidate)) value = candidate;
  }
  return value;
};

/** The value at a path of property names. */
export const valueAtPath = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? (at as JsonObject)[name] : undefined,
    value,
  );

/** A copy of a value, with another value at a path of property names. */
export const withValueAtPath = (value: unknown, [name, ...rest]: readonly string[], inner: unknown): unknown => {
  if (name === undefined) return inner;
  const parent = isObject(value) ? value : {};
  return { ...parent, [name]: withValueAtPath(parent[name], rest, inner) };
};
