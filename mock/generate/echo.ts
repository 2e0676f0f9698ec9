import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { IsValid } from './merge-valid.ts';
import { mergeValidProperties, withValueAtPath } from './merge-valid.ts';

/**
 * A generated value with what was sent in the place of what is called the same: a client that creates a thing called Rex expects to
 * read of Rex. Looked for at the top, and in the objects there, such as `data`.
 */
export const echoRequest = (value: unknown, sent: JsonObject, fits: (value: unknown) => boolean): unknown => {
  if (!isObject(value)) return value;
  const names = Object.keys(value).filter((name) => isObject(value[name]));
  let told: JsonObject = value;
  for (const place of [[], ...names.map((name) => [name])]) {
    const [name] = place;
    const holder = name === undefined ? told : told[name];
    if (!isObject(holder)) continue;
    const fitsThere: IsValid = (inner) => fits(withValueAtPath(told, place, inner));
    told = withValueAtPath(told, place, mergeValidProperties(holder, namedIn(holder, sent), fitsThere)) as JsonObject;
  }
  return told;
};

const namedIn = (holder: JsonObject, sent: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => Object.hasOwn(holder, name)));
