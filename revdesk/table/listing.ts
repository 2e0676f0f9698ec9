import type { Handler, HandlerContext, JsonObject } from '../../mock/index.ts';
import { queryOf } from '../../mock/index.ts';
import { data } from './data.ts';
import type { Row, Table } from './table.ts';
import { rowsOf } from './table.ts';

export interface ListOptions<Each> {
  /** What `meta` contains. `page`: the page size; `list`: page size and total; `total`: the total only; `none`: `meta` is left out. */
  readonly meta: 'page' | 'list' | 'total' | 'none';
  readonly order: 'newest first' | 'oldest first';
  /** By query parameter: whether a row matches the value of the parameter. */
  readonly filters?: Readonly<Record<string, (row: Each, value: string, context: HandlerContext) => boolean>>;
}

/** Lists the rows of a table that the caller may see and that match the filters, in pages if the operation has `limit` and `cursor`. */
export const listing =
  <Each extends Row>(table: Table<Each>, { meta, order, filters = {} }: ListOptions<Each>): Handler =>
  (context) => {
    const query = queryOf(context.exchange.request);
    const conditions = Object.entries(filters).flatMap(([name, matches]) => {
      const value = query.get(name);
      return value === null ? [] : [(row: Each) => matches(row, value, context)];
    });
    const rows = rowsOf(table, context).filter((row) => conditions.every((matches) => matches(row)));
    const page = pageOf(order === 'newest first' ? rows.toReversed() : rows, context);
    if (page === undefined) return { reply: unknownCursor(context) };
    const show = table.list ?? table.show;
    const shown = page.rows.map((row) => show(row, context));
    return { reply: data(shown, meta === 'none' ? {} : { meta: metaOf(meta, page) }) };
  };

interface Page<Each> {
  readonly rows: readonly Each[];
  readonly size: number;
  readonly total: number;
  /** The cursor of the next page; absent on the last page. */
  readonly cursor: string | undefined;
}

/** RevDesk's SDK requests 50 by default, and 100 to read all items. Neither a default nor a maximum is documented. */
const DEFAULT_SIZE = 50;
const MAX_SIZE = 100;

const pageOf = <Each extends Row>(rows: readonly Each[], { exchange }: HandlerContext): Page<Each> | undefined => {
  const declared = new Set(exchange.operation.parameters.map(({ name }) => name));
  const query = queryOf(exchange.request);
  const size = declared.has('limit') ? Math.min(Number(query.get('limit') ?? DEFAULT_SIZE), MAX_SIZE) : rows.length;
  const cursor = declared.has('cursor') ? query.get('cursor') : null;
  const start = cursor === null ? 0 : startAt(rows, cursor);
  if (start === undefined) return undefined;
  const shown = rows.slice(start, start + size);
  const last = shown.at(-1);
  const hasMore = declared.has('cursor') && last !== undefined && start + size < rows.length;
  return { rows: shown, size, total: rows.length, cursor: hasMore ? cursorAfter(start + size, last) : undefined };
};

/**
 * Opaque to clients. Contains the id of the last row, so that rows added between two pages do not shift the next page, and its index in
 * case that row is deleted.
 */
const cursorAfter = (index: number, { id }: Row): string =>
  Buffer.from(JSON.stringify([index, id])).toString('base64url');

const startAt = (rows: readonly Row[], cursor: string): number | undefined => {
  const [, digits = '', id = ''] = /^\[(\d{1,9}),"(.*)"\]$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (digits === '') return undefined;
  const last = rows.findIndex((row) => row.id === id);
  return last === -1 ? Number(digits) - 1 : last + 1;
};

const unknownCursor = ({ refuse }: HandlerContext) => {
  const text = 'Invalid cursor. Use meta.cursor from the previous page, or omit it for the first page.';
  return refuse('invalid_request', `cursor: ${text}`, { fields: { cursor: text } });
};

const metaOf = (meta: 'page' | 'list' | 'total', { size, total, cursor }: Page<unknown>): JsonObject => ({
  ...(cursor !== undefined && { cursor }),
  ...(meta !== 'page' && { total_results: total }),
  ...(meta !== 'total' && { page_size: size }),
});
