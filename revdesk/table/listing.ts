import type { Handler, HandlerContext, JsonObject } from '../../mock/index.ts';
import { queryOf } from '../../mock/index.ts';
import { data } from './data.ts';
import type { Row, Table } from './table.ts';
import { rowsOf } from './table.ts';

export interface ListOptions<Each> {
  /** What `meta` says. `page`: its size; `list`: its size and the total; `total`: that alone; `none`: there is no `meta`. */
  readonly meta: 'page' | 'list' | 'total' | 'none';
  readonly order: 'newest first' | 'oldest first';
  /** By query parameter: whether a row has the value that is asked for. */
  readonly filters?: Readonly<Record<string, (row: Each, wanted: string, context: HandlerContext) => boolean>>;
}

/** Lists the rows of a table: those that the caller may see and asks for, page by page where the operation has `limit` and `cursor`. */
export const listing =
  <Each extends Row>(table: Table<Each>, { meta, order, filters = {} }: ListOptions<Each>): Handler =>
  (context) => {
    const query = queryOf(context.exchange.request);
    const asked = Object.entries(filters).flatMap(([name, fits]) => {
      const wanted = query.get(name);
      return wanted === null ? [] : [(row: Each) => fits(row, wanted, context)];
    });
    const chosen = rowsOf(table, context).filter((row) => asked.every((fits) => fits(row)));
    const page = pageOf(order === 'newest first' ? chosen.toReversed() : chosen, context);
    if (page === undefined) return { reply: unknownCursor(context) };
    const show = table.list ?? table.show;
    const shown = page.rows.map((row) => show(row, context));
    return { reply: data(shown, meta === 'none' ? {} : { meta: factsOf(meta, page) }) };
  };

interface Page<Each> {
  readonly rows: readonly Each[];
  readonly size: number;
  readonly total: number;
  /** Where the next page begins; absent on the last. */
  readonly cursor: string | undefined;
}

/** What RevDesk's SDK asks for by itself is 50, and 100 where it wants all. Neither a default nor a maximum is documented. */
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

/** Opaque to clients. Names the last row, so that rows that come in meanwhile shift nothing, and its place in case it goes. */
const cursorAfter = (place: number, { id }: Row): string =>
  Buffer.from(JSON.stringify([place, id])).toString('base64url');

const startAt = (rows: readonly Row[], cursor: string): number | undefined => {
  const [, digits = '', id = ''] = /^\[(\d{1,9}),"(.*)"\]$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (digits === '') return undefined;
  const last = rows.findIndex((row) => row.id === id);
  return last === -1 ? Number(digits) - 1 : last + 1;
};

const unknownCursor = ({ refuse }: HandlerContext) => {
  const text =
    'This is no cursor of ours. Take it from meta.cursor of the page before, or leave it out for the first page.';
  return refuse('invalid_request', `cursor: ${text}`, { fields: { cursor: text } });
};

const factsOf = (meta: 'page' | 'list' | 'total', { size, total, cursor }: Page<unknown>): JsonObject => ({
  ...(cursor !== undefined && { cursor }),
  ...(meta !== 'page' && { total_results: total }),
  ...(meta !== 'total' && { page_size: size }),
});
