import type { Operation } from '../../contract/operations/operation.ts';
import { layersOf } from '../../contract/schemas/shape.ts';
import type { JsonObject } from '../../json.ts';
import { plainName } from '../../contract/operations/plain-name.ts';
import { idText } from './item-id.ts';

/** A page of a list. */
export interface Page {
  readonly items: readonly JsonObject[];
  /** Of the whole list. */
  readonly total: number;
  readonly size: number;
  readonly offset: number;
  /** The id of the last item on the page, if more follow. */
  readonly next: string | undefined;
}

/** The query parameters that an operation declares for paging, by meaning. */
interface Paging {
  readonly size: string | undefined;
  readonly offset: string | undefined;
  readonly page: string | undefined;
  readonly cursor: string | undefined;
}

const NAMES: Readonly<Record<keyof Paging, ReadonlySet<string>>> = {
  size: new Set('limit pagesize perpage size maxresults maxitems first take top'.split(' ')),
  offset: new Set('offset skip start startindex'.split(' ')),
  page: new Set('page pagenumber pageno'.split(' ')),
  cursor: new Set(
    'cursor after startingafter pagetoken nexttoken nextpagetoken continuationtoken startafter'.split(' '),
  ),
};

/** Page size if neither the request nor the contract specifies one. */
const DEFAULT_SIZE = 20;

const pagingOf = ({ parameters }: Operation): Paging => {
  const names = parameters.filter(({ in: location }) => location === 'query').map(({ name }) => name);
  const named = (meaning: keyof Paging): string | undefined =>
    names.find((name) => NAMES[meaning].has(plainName(name)));
  return { size: named('size'), offset: named('offset'), page: named('page'), cursor: named('cursor') };
};

/** Whether a query parameter selects a page rather than items. */
export const isPaging = (name: string): boolean => Object.values(NAMES).some((names) => names.has(plainName(name)));

/**
 * The page of a list that a query selects with the paging parameters of the operation. Without such parameters, the whole list.
 *
 * @returns `undefined` for an invalid cursor.
 */
export const pageOf = (
  items: readonly JsonObject[],
  query: URLSearchParams,
  operation: Operation,
  idField: string,
): Page | undefined => {
  const paging = pagingOf(operation);
  const isPaged = Object.values(paging).some((name) => name !== undefined);
  const size = numberIn(query, paging.size) ?? (isPaged ? defaultSize(operation, paging.size) : items.length);
  const cursor = paging.cursor === undefined ? null : query.get(paging.cursor);
  const after = cursor === null || cursor === '' ? -1 : items.findIndex((item) => idText(item[idField]) === cursor);
  if (cursor !== null && cursor !== '' && after === -1) return undefined;
  const offset = Math.max(after + 1, numberIn(query, paging.offset) ?? firstOfPage(query, paging.page, size));
  const shown = items.slice(offset, offset + size);
  const last = shown.at(-1);
  const hasMore = offset + shown.length < items.length;
  return {
    items: shown,
    total: items.length,
    size,
    offset,
    next: hasMore && last !== undefined ? idText(last[idField]) : undefined,
  };
};

const defaultSize = ({ document, parameters }: Operation, name: string | undefined): number => {
  const pointer = parameters.find((parameter) => parameter.in === 'query' && parameter.name === name)?.schemaPointer;
  const layers = pointer === undefined ? [] : layersOf(document, pointer);
  const declared = layers.map(({ node }) => node['default']).find((value) => typeof value === 'number');
  return declared ?? DEFAULT_SIZE;
};

const numberIn = (query: URLSearchParams, name: string | undefined): number | undefined => {
  const text = name === undefined ? null : query.get(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

/** Pages are counted from 1; page 0 is treated as page 1. */
const firstOfPage = (query: URLSearchParams, name: string | undefined, size: number): number =>
  Math.max(0, (numberIn(query, name) ?? 1) - 1) * size;

/** Names of properties next to a list that describe the page, with their possible values, the most likely first. */
export const pageFacts = ({ total, size, offset, next, items }: Page): ReadonlyMap<string, readonly unknown[]> => {
  const nextValues = next === undefined ? [null, '', undefined] : [next];
  const facts: readonly (readonly [names: string, values: readonly unknown[]])[] = [
    ['total totalcount totalitems totalresults totalelements', [total, String(total)]],
    ['count itemcount', [items.length, total]],
    ['totalpages pagecount pages', [size === 0 ? 0 : Math.ceil(total / size)]],
    ['hasmore hasnext hasnextpage more', [next !== undefined]],
    ['nextcursor nextpagetoken nexttoken cursor endcursor next after', nextValues],
    ['page pagenumber currentpage', [size === 0 ? 1 : Math.floor(offset / size) + 1]],
    ['limit pagesize perpage size', [size]],
    ['offset skip', [offset]],
  ];
  return new Map(facts.flatMap(([names, values]) => names.split(' ').map((name) => [name, values] as const)));
};
