import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { IsValid } from './merge-valid.ts';
import { mergeValidProperties, withValueAtPath } from './merge-valid.ts';

/**
 * Copies request values into a generated value, by property name: a client that creates a pet called Rex expects `Rex` in the reply.
 * Applies to the top level and to the objects directly below it, such as `data`.
 */
export const echoRequest = (value: unknown, sent: JsonObject, fits: (value: unknown) => boolean): unknown => {
  if (!isObject(value)) return value;
  const names = Object.keys(value).filter((name) => isObject(value[name]));
  let result: JsonObject = value;
  for (const path of [[], ...names.map((name) => [name])]) {
    const [name] = path;
    const target = name === undefined ? result : result[name];
    if (!isObject(target)) continue;
    const fitsAtPath: IsValid = (inner) => fits(withValueAtPath(result, path, inner));
    result = withValueAtPath(
      result,
      path,
      mergeValidProperties(target, sharedNames(target, sent), fitsAtPath),
    ) as JsonObject;
  }
  return result;
};

const sharedNames = (target: JsonObject, sent: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => Object.hasOwn(target, name)));
