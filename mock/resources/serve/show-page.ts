import { isObject } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { mergeValid, valueAtPath, withValueAtPath } from '../../generate/merge-valid.ts';
import type { Page } from './list-page.ts';
import { pageFacts } from './list-page.ts';
import { fitsSuccess } from '../infer/item-shape.ts';
import type { ShowItemContext } from './show-item.ts';
import { plainName } from '../infer/resource.ts';

/** The body of a list: its items, each as the list shows them, and beside them what tells of the page. */
export const showPage = (showing: ShowItemContext, page: Page): unknown => {
  const { served, body } = showing;
  const { operation, itemPath = [] } = served;
  const withItems = withValueAtPath(body, itemPath, page.items);
  const shown = fitsSuccess(operation, withItems) ? withItems : withValueAtPath(body, itemPath, eachAsShown(showing, page));
  return itemPath.length === 0 ? shown : withFacts(shown, pageFacts(page), (value) => fitsSuccess(operation, value));
};

/** A list may show less of an item than reading it does. */
const eachAsShown = ({ served: { operation, itemPath = [] }, body }: ShowItemContext, { items }: Page): readonly JsonObject[] => {
  const fits = (item: JsonObject): boolean => fitsSuccess(operation, withValueAtPath(body, itemPath, [item]));
  const listed = valueAtPath(body, itemPath);
  const sample: unknown = Array.isArray(listed) ? listed[0] : undefined;
  const base = isObject(sample) && fits(sample) ? sample : undefined;
  return items.flatMap((item) => {
    if (fits(item)) return [item];
    return base === undefined ? [] : [mergeValid(base, item, fits)];
  });
};

/** Facts are told at the top, and in objects there such as `pagination`. */
const withFacts = (
  body: unknown,
  facts: ReadonlyMap<string, readonly unknown[]>,
  fits: (value: unknown) => boolean,
): unknown => {
  let told = body;
  for (const place of placesOfFacts(body)) {
    const values = facts.get(plainName(place.at(-1) ?? '')) ?? [];
    const candidates = values.map((value) =>
      value === undefined ? without(told, place) : withValueAtPath(told, place, value),
    );
    told = candidates.find(fits) ?? told;
  }
  return told;
};

const placesOfFacts = (body: unknown): readonly (readonly string[])[] => {
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => [
    [name],
    ...(isObject(value) ? Object.keys(value).map((inner) => [name, inner]) : []),
  ]);
};

const without = (body: unknown, place: readonly string[]): unknown => {
  const holder = valueAtPath(body, place.slice(0, -1));
  if (!isObject(holder)) return body;
  const { [place.at(-1) ?? '']: _gone, ...rest } = holder;
  return withValueAtPath(body, place.slice(0, -1), rest);
};
