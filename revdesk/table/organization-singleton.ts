import type { HandlerContext, Reply } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { organizationOf } from '../organizations/organization.ts';
import type { Row, Table } from './table.ts';

/**
 * The one row of its kind that the caller's organization has; a sub-entity without one reads its umbrella's. An umbrella's own is
 * never that of a sub-entity, though it reaches those by id.
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

/** Reading climbs to the umbrella, as documented; changing does not. */
export const isReadOnly = (row: Row, { exchange: { caller } }: HandlerContext): boolean =>
  !canAccess(caller, row.organization);

/** The answer to a sub-entity that would change what is its umbrella's. */
export const readOnlyRefusal = <Each extends Row>(
  { noun }: Table<Each>,
  row: Each,
  context: HandlerContext,
): Reply | undefined =>
  isReadOnly(row, context)
    ? context.refuse(
        'forbidden',
        `The ${noun} belongs to the umbrella organization, and a sub-entity may only read it. Use a key of the umbrella.`,
      )
    : undefined;
