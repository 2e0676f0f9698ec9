import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** Whether a value may stand where it is to be put. */
export type IsValid = (value: JsonObject) => boolean;

/**
 * What is wanted, as far as it fits: by itself, else on top of a value that does fit, else each property that may be there.
 *
 * @param base Fits.
 */
export const mergeValid = (base: JsonObject, wanted: JsonObject, fits: IsValid): JsonObject => {
  if (fits(wanted)) return wanted;
  const together = { ...base, ...wanted };
  return fits(together) ? together : mergeValidProperties(base, wanted, fits);
};

/** A value with those properties of another that it may have. */
export const mergeValidProperties = (base: JsonObject, wanted: JsonObject, fits: IsValid): JsonObject => {
  let value = base;
  for (const [name, each] of Object.entries(wanted)) {
    const candidate = { ...value, [name]: each };
    if (fits(candidate)) value = candidate;
  }
  return value;
};

/** The value at the end of a row of property names. */
export const valueAtPath = (value: unknown, place: readonly string[]): unknown =>
  place.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? (at as JsonObject)[name] : undefined,
    value,
  );

/** A value with another at the end of a row of property names. */
export const withValueAtPath = (value: unknown, [name, ...rest]: readonly string[], inner: unknown): unknown => {
  if (name === undefined) return inner;
  const holder = isObject(value) ? value : {};
  return { ...holder, [name]: withValueAtPath(holder[name], rest, inner) };
};
