import type { Operation } from '../../contract/operations/operation.ts';
import type { JsonObject } from '../../json.ts';
import { idText } from './item-id.ts';
import { isPaging } from './list-page.ts';
import { sortItems, sortOrderOf } from './sort-items.ts';

/**
 * Filters and sorts a list by the query. A parameter with the name of a property selects the items with that value.
 *
 * @param isProperty Whether items have a property of that name that is neither an object nor a list.
 */
export const filterItems = (
  items: readonly JsonObject[],
  query: URLSearchParams,
  operation: Operation,
  isProperty: (name: string) => boolean,
): readonly JsonObject[] => {
  const ordering = sortOrderOf(operation);
  const isOrdering = (name: string): boolean => name === ordering?.by || name === ordering?.direction;
  const names = [...new Set(query.keys())].filter((name) => !isPaging(name) && !isOrdering(name) && isProperty(name));
  const selected = items.filter((item) => names.every((name) => isOneOf(item[name], query.getAll(name))));
  return ordering ? sortItems(selected, query, ordering, isProperty) : selected;
};

const isOneOf = (value: unknown, texts: readonly string[]): boolean =>
  texts.flatMap((text) => text.split(',')).includes(idText(value));
