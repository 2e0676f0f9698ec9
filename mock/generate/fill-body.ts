import type { Shape } from '../contract/schemas/shape.ts';
import { ANY_SHAPE } from '../contract/schemas/shape.ts';

/**
 * Fills one property of an object, or one item of an array.
 *
 * @param shape Of the property or the item.
 * @returns Whether to go on with the values inside it.
 */
export type FillProperty = (parent: Record<string, unknown>, name: string, shape: Shape) => boolean;

/** Fills a body in place: calls `fill` for each property, including those that only its shape has, and for each array item. */
export const fillBody = (node: unknown, shape: Shape, fill: FillProperty): void => {
  if (typeof node !== 'object' || node === null) return;
  const parent = node as Record<string, unknown>;
  for (const [name, childShape] of childrenOf(node, shape))
    // Only own properties: a schema may declare `__proto__`, and its value is the prototype of all objects.
    if (fill(parent, name, childShape) && Object.hasOwn(parent, name)) fillBody(parent[name], childShape, fill);
};

const childrenOf = (node: object, shape: Shape): readonly (readonly [string, Shape])[] => {
  if (Array.isArray(node)) return Object.keys(node).map((index) => [index, shape.items ?? ANY_SHAPE]);
  const { properties } = shape;
  const names = new Set([...Object.keys(node), ...properties.keys()]);
  return [...names].map((name) => [name, properties.get(name) ?? ANY_SHAPE]);
};

/**
 * Sets a property to the first candidate with which the whole body is valid. Without one, the property stays as it was.
 *
 * @returns Whether a candidate was set.
 */
export const putFirstValid = (
  parent: Record<string, unknown>,
  name: string,
  candidates: readonly unknown[],
  isValid: () => boolean,
): boolean => {
  const isPresent = Object.hasOwn(parent, name);
  const previous = parent[name];
  for (const candidate of candidates) {
    parent[name] = candidate;
    if (isValid()) return true;
  }
  if (candidates.length === 0) return false;
  if (isPresent) parent[name] = previous;
  else delete parent[name];
  return false;
};
