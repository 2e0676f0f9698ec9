import type { Change, Handler, HandlerContext, Instant, JsonObject, Outcome, WorldRecord } from '../../mock/index.ts';
import { canAccess, put } from '../../mock/index.ts';
import { organizationOf } from '../organizations/organization.ts';
import { data } from './data.ts';

/** A record that belongs to an organization. */
export type Row = WorldRecord & {
  /** The `id` of the owning organization. */
  readonly organization: string;
  readonly created_at: Instant;
};

/** A collection of rows, and how the API shows them. */
export interface Table<Each extends Row> {
  /** The name of the collection. */
  readonly name: string;
  /** The word for one row in messages, such as `contact`. */
  readonly noun: string;
  /** The row as shown on its own. */
  readonly show: (row: Each, context: HandlerContext) => JsonObject;
  /** The row as shown in a list. @default the same as `show` */
  readonly list?: (row: Each, context: HandlerContext) => JsonObject;
  /** Whether a sub-entity may read the rows of its umbrella, as documented for caller trust. @default false */
  readonly inheritsFromParent?: boolean;
  /** Which records of the collection appear in lists. @default all */
  readonly lists?: (row: Each) => boolean;
}

/** The rows that a caller may see, oldest first. */
export const rowsOf = <Each extends Row>(table: Table<Each>, context: HandlerContext): readonly Each[] => {
  const maySee = readableOrganizations(table, context);
  const { name, lists = () => true } = table;
  return context.records.list<Each>(name).filter((row) => maySee(row.organization) && lists(row));
};

/** A row that the caller can access, by the path parameter `id` unless an id is passed. */
export const rowIn = <Each extends Row>(
  table: Table<Each>,
  { exchange, records }: HandlerContext,
  id = exchange.pathParameters.get('id') ?? '',
): Each | undefined => {
  const row = records.get<Each>(table.name, id);
  return row !== undefined && canAccess(exchange.caller, row.organization) ? row : undefined;
};

/** Runs `run` with the row that the path names, or replies with `not_found`. */
export const withRow = <Each extends Row>(
  table: Table<Each>,
  context: HandlerContext,
  run: (row: Each) => Outcome,
  id?: string,
): Outcome => {
  const row = rowIn(table, context, id);
  return row === undefined ? missing(table, context, id) : run(row);
};

/** The text is the same whether the row does not exist or belongs to another organization, so that clients cannot probe for ids. */
export const missing = <Each extends Row>(
  { noun }: Table<Each>,
  { exchange, refuse }: HandlerContext,
  id = [...exchange.pathParameters.values()].at(-1) ?? '',
): Outcome => ({
  reply: refuse(
    'not_found',
    `There is no ${noun} ${id} that this key can access. Use an id from a list or an earlier response.`,
  ),
});

/** Shows the row that the path names. */
export const showRow =
  <Each extends Row>(table: Table<Each>, parameter = 'id'): Handler =>
  (context) =>
    withReadable(table, context, (row) => ({ reply: data(table.show(row, context)) }), parameter);

/** Runs `run` with the row that the path names if the caller may read it, or replies with `not_found`. */
export const withReadable = <Each extends Row>(
  table: Table<Each>,
  context: HandlerContext,
  run: (row: Each) => Outcome,
  parameter = 'id',
): Outcome => {
  const id = context.exchange.pathParameters.get(parameter) ?? '';
  const row = context.records.get<Each>(table.name, id);
  const isReadable = row !== undefined && readableOrganizations(table, context)(row.organization);
  return isReadable ? run(row) : missing(table, context, id);
};

export const putRow = <Each extends Row>({ name }: Table<Each>, row: Each): Change => put(name, row);

/** Returns a function that tells whether the caller may read the rows of an organization. */
export const readableOrganizations = (
  { inheritsFromParent = false }: { readonly inheritsFromParent?: boolean },
  { exchange: { caller }, records }: HandlerContext,
): ((organization: string) => boolean) => {
  const umbrella = inheritsFromParent ? organizationOf(records, caller.organization)?.parent : undefined;
  return (organization) => canAccess(caller, organization) || organization === umbrella;
};
