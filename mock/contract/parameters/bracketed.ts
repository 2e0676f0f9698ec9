import type { Shape } from '../schemas/shape.ts';
import { ANY_SHAPE } from '../schemas/shape.ts';
import { valueIn } from './text-value.ts';

/** Splits the name of a form field or a query parameter into a path: `a[b][0]` becomes `["a", "b", "0"]`. */
export const bracketPath = (name: string): readonly string[] => {
  const at = name.indexOf('[');
  if (at <= 0 || !name.endsWith(']')) return [name];
  return [name.slice(0, at), ...name.slice(at + 1, -1).split('][')];
};

/** A deeper path is treated as a plain name; no API nests that deep. */
const MAX_DEPTH = 20;

export type Entry = readonly [path: readonly string[], text: string];

/**
 * Builds a value from bracketed fields. Its shape tells lists from objects: `[0]` and `[]` are items where the shape is a list.
 *
 * @param entries With paths relative to the value.
 */
export const bracketedValue = (entries: readonly Entry[], shape: Shape): unknown => {
  const leaves = entries.filter(([path]) => path.length === 0 || path.length > MAX_DEPTH).map(([, text]) => text);
  if (leaves.length > 0) return valueIn(leaves, { isJson: false, explode: true, shape });
  const groups = Map.groupBy(entries, ([[first = '']]) => first);
  const below = (name: string, group: readonly Entry[], inner: Shape): unknown =>
    name === '' && shape.types.has('array')
      ? group.map((entry) => bracketedValue([within(entry)], inner))
      : bracketedValue(group.map(within), inner);
  if (shape.types.has('array')) {
    const inner = shape.items ?? ANY_SHAPE;
    return [...groups].flatMap(([name, group]) => below(name, group, inner));
  }
  // `fromEntries`: a property may be called `__proto__`.
  return Object.fromEntries(
    [...groups].map(([name, group]) => [name, below(name, group, shape.properties.get(name) ?? ANY_SHAPE)]),
  );
};

const within = ([[, ...rest], text]: Entry): Entry => [rest, text];
