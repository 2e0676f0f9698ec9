import type { HandlerContext, JsonObject, RecordView } from '../../mock/index.ts';
import { phoneNumbersIn } from '../numbers/number.ts';
import { shownTime } from '../table/data.ts';
import type { Table } from '../table/table.ts';
import { rowsOf } from '../table/table.ts';
import type { Organization } from './organization.ts';
import { ORGANIZATIONS, uuidOf } from './organization.ts';

/** Organizations as rows that belong to their umbrella. */
export const SUB_ENTITIES: Table<Organization> = {
  name: ORGANIZATIONS,
  noun: 'sub-entity',
  show: ({ id, uuid, name, slug, parent, hipaa_enabled, created_at }, { records }): JsonObject => ({
    id: uuid,
    name,
    slug,
    parent_organization_id: parent === null ? null : uuidOf(records, parent),
    hipaa_enabled,
    // The sandbox has no members.
    member_count: 0,
    phone_number_count: numbersOf(records, id),
    created_at: shownTime(created_at),
  }),
};

const numbersOf = (records: RecordView, organization: string): number =>
  phoneNumbersIn(records).filter((number) => number.organization === organization).length;

/** The sub-entity that the path names by its `uuid`. */
export const subEntityIn = (context: HandlerContext): Organization | undefined => {
  const uuid = context.exchange.pathParameters.get('id')?.toLowerCase();
  return rowsOf(SUB_ENTITIES, context).find((organization) => organization.uuid === uuid);
};

/** The URL-safe form of a name; null if it would be empty. */
export const slugOf = (name: string): string | null => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = (plain.match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 63).replace(/-$/, '');
  return slug === '' ? null : slug;
};
