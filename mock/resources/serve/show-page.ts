import { mergeValid, valueAtPath, withValueAtPath } from '../../generate/merge-valid.ts';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { fitsSuccess } from '../infer/item-shape.ts';
import { plainName } from '../../contract/operations/plain-name.ts';
import type { Page } from './list-page.ts';
import { pageFacts } from './list-page.ts';
import type { ShowItemContext } from './show-item.ts';

/** The body of a list: its items, as far as the list shows them, and the properties that describe the page. */
export const showPage = (showing: ShowItemContext, page: Page): unknown => {
  const { served, body } = showing;
  const { operation, itemPath = [] } = served;
  const withItems = withValueAtPath(body, itemPath, page.items);
  const shown = fitsSuccess(operation, withItems)
    ? withItems
    : withValueAtPath(body, itemPath, eachAsShown(showing, page));
  return itemPath.length === 0 ? shown : withFacts(shown, pageFacts(page), (value) => fitsSuccess(operation, value));
};

/** A list may show fewer properties of an item than the operation that reads it. */
const eachAsShown = (
  { served: { operation, itemPath = [] }, body }: ShowItemContext,
  { items }: Page,
): readonly JsonObject[] => {
  const fits = (item: JsonObject): boolean => fitsSuccess(operation, withValueAtPath(body, itemPath, [item]));
  const listed = valueAtPath(body, itemPath);
  const sample: unknown = Array.isArray(listed) ? listed[0] : undefined;
  const base = isObject(sample) && fits(sample) ? sample : undefined;
  return items.flatMap((item) => {
    if (fits(item)) return [item];
    return base === undefined ? [] : [mergeValid(base, item, fits)];
  });
};

/** Sets the page properties at the top level and in objects there, such as `pagination`. */
const withFacts = (
  body: unknown,
  facts: ReadonlyMap<string, readonly unknown[]>,
  fits: (value: unknown) => boolean,
): unknown => {
  let result = body;
  for (const path of pathsOfFacts(body)) {
    const values = facts.get(plainName(path.at(-1) ?? '')) ?? [];
    const candidates = values.map((value) =>
      value === undefined ? without(result, path) : withValueAtPath(result, path, value),
    );
    result = candidates.find(fits) ?? result;
  }
  return result;
};

const pathsOfFacts = (body: unknown): readonly (readonly string[])[] => {
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => [
    [name],
    ...(isObject(value) ? Object.keys(value).map((inner) => [name, inner]) : []),
  ]);
};

const without = (body: unknown, path: readonly string[]): unknown => {
  const parent = valueAtPath(body, path.slice(0, -1));
  if (!isObject(parent)) return body;
  const { [path.at(-1) ?? '']: _removed, ...rest } = parent;
  return withValueAtPath(body, path.slice(0, -1), rest);
};
