import type { Change, Handler, HandlerContext, Instant, JsonObject, Outcome, WorldRecord } from '../../mock/index.ts';
import { put, canAccess } from '../../mock/index.ts';
import { data } from './data.ts';
import { organizationOf } from '../organizations/organization.ts';

/** What an organization has, as a world remembers it. */
export type Row = WorldRecord & {
  /** The `id` of the organization that it belongs to. */
  readonly organization: string;
  readonly created_at: Instant;
};

/** Rows of a kind, and how they are shown. */
export interface Table<Each extends Row> {
  /** The name of the collection. */
  readonly name: string;
  /** What one is called in messages: `contact`. */
  readonly noun: string;
  /** How one is shown by itself. */
  readonly show: (row: Each, context: HandlerContext) => JsonObject;
  /** How one is shown in a list. @default as by itself */
  readonly list?: (row: Each, context: HandlerContext) => JsonObject;
  /** Whether a sub-entity reads what its umbrella has, as documented for caller trust. @default false */
  readonly inheritsFromParent?: boolean;
  /** Which records of the collection a list has. @default all */
  readonly lists?: (row: Each) => boolean;
}

/** The rows that a caller may see, oldest first. */
export const rowsOf = <Each extends Row>(table: Table<Each>, context: HandlerContext): readonly Each[] => {
  const maySee = readableOrganizations(table, context);
  const { name, lists = () => true } = table;
  return context.records.list<Each>(name).filter((row) => maySee(row.organization) && lists(row));
};

/** A row that the caller may use, by the id in the path unless another is named. */
export const rowIn = <Each extends Row>(
  table: Table<Each>,
  { exchange, records }: HandlerContext,
  id = exchange.pathParameters.get('id') ?? '',
): Each | undefined => {
  const row = records.get<Each>(table.name, id);
  return row !== undefined && canAccess(exchange.caller, row.organization) ? row : undefined;
};

/** Goes on with the row that the path names, or says that there is none. */
export const withRow = <Each extends Row>(
  table: Table<Each>,
  context: HandlerContext,
  run: (row: Each) => Outcome,
  id?: string,
): Outcome => {
  const row = rowIn(table, context, id);
  return row === undefined ? missing(table, context, id) : run(row);
};

/** The same words whether there is none or it is somebody else's: a sandbox must not teach clients to probe. */
export const missing = <Each extends Row>(
  { noun }: Table<Each>,
  { exchange, refuse }: HandlerContext,
  id = [...exchange.pathParameters.values()].at(-1) ?? '',
): Outcome => ({
  reply: refuse(
    'not_found',
    `There is no ${noun} ${id} within reach of this key. Take an id from a list or an earlier answer.`,
  ),
});

/** Shows the row that the path names. */
export const showRow =
  <Each extends Row>(table: Table<Each>, parameter = 'id'): Handler =>
  (context) =>
    withReadable(table, context, (row) => ({ reply: data(table.show(row, context)) }), parameter);

/** Goes on with the row that the path names and the caller may read, or says that there is none. */
export const withReadable = <Each extends Row>(
  table: Table<Each>,
  context: HandlerContext,
  run: (row: Each) => Outcome,
  parameter = 'id',
): Outcome => {
  const id = context.exchange.pathParameters.get(parameter) ?? '';
  const row = context.records.get<Each>(table.name, id);
  const isThere = row !== undefined && readableOrganizations(table, context)(row.organization);
  return isThere ? run(row) : missing(table, context, id);
};

export const putRow = <Each extends Row>({ name }: Table<Each>, row: Each): Change => put(name, row);

/** Which organizations' things a caller may read. */
export const readableOrganizations = (
  { inheritsFromParent = false }: { readonly inheritsFromParent?: boolean },
  { exchange: { caller }, records }: HandlerContext,
): ((organization: string) => boolean) => {
  const umbrella = inheritsFromParent ? organizationOf(records, caller.organization)?.parent : undefined;
  return (organization) => canAccess(caller, organization) || organization === umbrella;
};
