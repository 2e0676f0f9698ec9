import type { JsonObject } from '../exchange.ts';
import { blended, within, withWithin } from '../respond/blend.ts';
import { fitsSuccess } from './item-place.ts';
import type { Served } from './resource.ts';

/** An operation, and a body that fits its success. */
export interface Showing {
  readonly served: Served;
  readonly body: unknown;
}

/** The body with an item in its place, as far as the operation shows it: one may tell more of an item than another. */
export const showItem = ({ served: { operation, place = [] }, body }: Showing, item: JsonObject): unknown => {
  const shown = within(body, place);
  const base = typeof shown === 'object' && shown !== null && !Array.isArray(shown) ? (shown as JsonObject) : {};
  const fits = (candidate: JsonObject): boolean => fitsSuccess(operation, withWithin(body, place, candidate));
  return withWithin(body, place, blended(base, item, fits));
};
