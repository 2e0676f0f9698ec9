import type { RecordView } from '../../mock/index.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';

/** Who an organization knows the other side of a call or a text as. Those whom its sub-entities know are theirs. */
export const correspondent = (records: RecordView, organization: string, number: string): Contact | undefined =>
  records
    .list<Contact>(CONTACTS.name)
    .find((contact) => contact.organization === organization && contact.phone_number === number);
