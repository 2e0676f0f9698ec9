import type { Instant, JsonObject } from '../../mock/index.ts';
import { shownTime } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';

/** A person who is called or texted, identified by a phone number. */
export type Contact = Row & {
  readonly name: string;
  readonly phone_number: string | null;
  readonly email: string | null;
  readonly company: string | null;
  readonly metadata: unknown;
  readonly updated_at: Instant;
};

export const CONTACTS: Table<Contact> = {
  name: 'contacts',
  noun: 'contact',
  show: ({ id, name, phone_number, email, metadata, created_at, updated_at }): JsonObject => ({
    id,
    name,
    phone_number,
    email,
    status: 'active',
    source: 'api',
    metadata,
    created_at: shownTime(created_at),
    updated_at: shownTime(updated_at),
  }),
};
