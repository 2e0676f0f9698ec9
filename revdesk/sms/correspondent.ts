import type { RecordView } from '../../mock/index.ts';
import type { Contact } from '../contacts/contact.ts';
import { CONTACTS } from '../contacts/contact.ts';

/** Who an organization knows the other side of a text as. */
export const correspondent = (records: RecordView, organization: string, number: string): Contact | undefined =>
  records
    .list<Contact>(CONTACTS.name)
    .find((contact) => contact.organization === organization && contact.phone_number === number);
