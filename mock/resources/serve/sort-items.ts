import type { Operation } from '../../contract/operations/operation.ts';
import type { JsonObject } from '../../json.ts';
import { plainName } from '../../contract/operations/plain-name.ts';

/** The query parameters that an operation declares for sorting. */
export interface SortOrder {
  readonly by: string;
  /** For all properties without a direction of their own. */
  readonly direction: string | undefined;
}

const BY: ReadonlySet<string> = new Set('sort sortby orderby'.split(' '));
const DIRECTION: ReadonlySet<string> = new Set('order direction sortorder sortdirection sortdir'.split(' '));

/** `order` is a direction only next to a parameter such as `sort`: on its own it may mean anything. */
export const sortOrderOf = ({ parameters }: Operation): SortOrder | undefined => {
  const names = parameters.filter(({ in: location }) => location === 'query').map(({ name }) => name);
  const by = names.find((name) => BY.has(plainName(name)));
  return by === undefined ? undefined : { by, direction: names.find((name) => DIRECTION.has(plainName(name))) };
};

/**
 * Sorts items by a query: `sort=name`, `sort=-name`, `sort=name:desc`, `sort=name&order=desc`; several properties are separated by commas.
 * Unknown properties are ignored; items without a property come last.
 */
export const sortItems = (
  items: readonly JsonObject[],
  query: URLSearchParams,
  { by, direction }: SortOrder,
  isProperty: (name: string) => boolean,
): readonly JsonObject[] => {
  const isDown = direction !== undefined && DOWN.test(query.get(direction) ?? '');
  const keys = query.getAll(by).flatMap((text) => text.split(',').map((key) => keyFrom(key.trim(), isDown)));
  const known = keys.filter(({ name }) => isProperty(name));
  // Only the first mention of a property counts: a repeated one cannot change the order.
  const distinct = [...Map.groupBy(known, ({ name }) => name).values()].flatMap((mentions) => mentions.slice(0, 1));
  return items.toSorted((one, other) => {
    for (const { name, isDown: down } of distinct) {
      const difference = compared(one[name], other[name], down);
      if (difference !== 0) return difference;
    }
    return 0;
  });
};

interface Key {
  readonly name: string;
  readonly isDown: boolean;
}

const DOWN = /^desc(?:ending)?$/i;

const keyFrom = (text: string, isDown: boolean): Key => {
  const [, sign, name = '', way] = /^([-+])?(.*?)(?:[: ](asc|desc))?$/i.exec(text) ?? [];
  if (sign === '-') return { name, isDown: true };
  return { name, isDown: way === undefined ? isDown : DOWN.test(way) };
};

/** Compares texts by code units, so that the order is the same on every machine. */
const compared = (one: unknown, other: unknown, isDown: boolean): number => {
  if (one === other) return 0;
  if (isMissing(one) || isMissing(other)) return isMissing(one) ? (isMissing(other) ? 0 : 1) : -1;
  const [left, right] = isNumeric(one) && isNumeric(other) ? [one, other] : [String(one), String(other)];
  const difference = left < right ? -1 : Number(left > right);
  return isDown ? -difference : difference;
};

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const isNumeric = (value: unknown): value is number => typeof value === 'number';
