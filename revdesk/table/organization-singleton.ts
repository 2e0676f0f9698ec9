import type { HandlerContext, Reply } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { organizationOf } from '../organizations/organization.ts';
import type { Row, Table } from './table.ts';

/**
 * The single row of a table that the caller's organization has. A sub-entity without one reads the row of its umbrella. For an umbrella,
 * this is never the row of a sub-entity, though the umbrella can access that row by id.
 */
export const organizationSingleton = <Each extends Row>(
  { name }: Table<Each>,
  { exchange: { caller }, records }: HandlerContext,
): Each | undefined => {
  const rows = records.list<Each>(name);
  const umbrella = organizationOf(records, caller.organization)?.parent;
  return (
    rows.find(({ organization }) => organization === caller.organization) ??
    rows.find(({ organization }) => organization === umbrella)
  );
};

/** Whether the caller may read a row but not change it. Documented: only reads fall back to the umbrella's row. */
export const isReadOnly = (row: Row, { exchange: { caller } }: HandlerContext): boolean =>
  !canAccess(caller, row.organization);

/** Refuses to let a sub-entity change a row of its umbrella. */
export const readOnlyRefusal = <Each extends Row>(
  { noun }: Table<Each>,
  row: Each,
  context: HandlerContext,
): Reply | undefined =>
  isReadOnly(row, context)
    ? context.refuse(
        'forbidden',
        `The ${noun} belongs to the umbrella organization; a sub-entity may only read it. Use a key of the umbrella.`,
      )
    : undefined;
