import type { RecordView } from '../../mock/index.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';

/** The organization's contact with the number of the other party of a call or text. Contacts of its sub-entities do not count. */
export const correspondent = (records: RecordView, organization: string, number: string): Contact | undefined =>
  records
    .list<Contact>(CONTACTS.name)
    .find((contact) => contact.organization === organization && contact.phone_number === number);
