import { isObject } from '../contract/is-object.ts';
import type { JsonObject } from '../exchange.ts';
import type { Fits } from './blend.ts';
import { withEachThatFits, withWithin } from './blend.ts';

/**
 * A generated value with what was sent in the place of what is called the same: a client that creates a thing called Rex expects to
 * read of Rex. Looked for at the top, and in the objects there, such as `data`.
 */
export const echoed = (value: unknown, sent: JsonObject, fits: (value: unknown) => boolean): unknown => {
  if (!isObject(value)) return value;
  const names = Object.keys(value).filter((name) => isObject(value[name]));
  let told: JsonObject = value;
  for (const place of [[], ...names.map((name) => [name])]) {
    const [name] = place;
    const holder = name === undefined ? told : told[name];
    if (!isObject(holder)) continue;
    const fitsThere: Fits = (inner) => fits(withWithin(told, place, inner));
    told = withWithin(told, place, withEachThatFits(holder, namedIn(holder, sent), fitsThere)) as JsonObject;
  }
  return told;
};

const namedIn = (holder: JsonObject, sent: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => Object.hasOwn(holder, name)));
