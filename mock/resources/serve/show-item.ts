import { mergeValid, valueAtPath, withValueAtPath } from '../../generate/merge-valid.ts';
import type { JsonObject } from '../../json.ts';
import { fitsSuccess } from '../infer/item-shape.ts';
import type { ResourceOperation } from '../infer/resource.ts';

/** An operation, and a body that fits its success response. */
export interface ShowItemContext {
  readonly served: ResourceOperation;
  readonly body: unknown;
}

/** Inserts an item into the body, as far as it fits: operations may show different properties of an item. */
export const showItem = (
  { served: { operation, itemPath = [] }, body }: ShowItemContext,
  item: JsonObject,
): unknown => {
  const shown = valueAtPath(body, itemPath);
  const base = typeof shown === 'object' && shown !== null && !Array.isArray(shown) ? (shown as JsonObject) : {};
  const fits = (candidate: JsonObject): boolean => fitsSuccess(operation, withValueAtPath(body, itemPath, candidate));
  return withValueAtPath(body, itemPath, mergeValid(base, item, fits));
};
