import type { Handler, HandlerContext } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import { putRow, showRow, withRow } from '../table/table.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';
import { announceNew, contactWith, newContact } from './contact-for.ts';

/** What a request may say of a contact. */
type ContactRequest = Partial<Pick<Contact, 'name' | 'email' | 'company' | 'metadata'>>;

/** The phone number decides: 201 for a new contact, 200 for one that is there and is changed. */
const upsert: Handler = (context) => {
  const { phone_number, ...sent } = requestBodyOf<ContactRequest & { readonly phone_number: string }>(context);
  const known = contactWith(phone_number, context);
  const contact = changed(known ?? newContact(phone_number, context), sent, context);
  const isNew = known === undefined;
  return {
    reply: data({ ...CONTACTS.show(contact, context), created: isNew }, { status: isNew ? 201 : 200 }),
    changes: [putRow(CONTACTS, contact)],
    emits: isNew ? announceNew(contact, context) : [],
  };
};

/** Only what is sent changes, and `null` clears. */
const changed = (
  contact: Contact,
  { name = contact.name, email = contact.email, company = contact.company, metadata = contact.metadata }: ContactRequest,
  { exchange: { now } }: HandlerContext,
): Contact => ({ ...contact, name, email, company, metadata, updated_at: now });

const change: Handler = (context) =>
  withRow(CONTACTS, context, (contact) => {
    const after = changed(contact, requestBodyOf<ContactRequest>(context), context);
    return { reply: data(CONTACTS.show(after, context)), changes: [putRow(CONTACTS, after)] };
  });

const drop: Handler = (context) =>
  withRow(CONTACTS, context, ({ id }) => ({
    reply: data({ id, deleted: true }),
    changes: [remove(CONTACTS.name, id)],
  }));

/** Contacts. */
export const contacts: Area = {
  handlers: {
    v1_contacts_get: listing(CONTACTS, { meta: 'list', order: 'newest first' }),
    v1_contacts_post: upsert,
    v1_contacts_id_get: showRow(CONTACTS),
    v1_contacts_id_patch: change,
    v1_contacts_id_delete: drop,
  },
  notes: {
    Contacts: [
      'The phone number decides which: posted again, it is changed. Calls by agents and texts make contacts, too.',
    ],
  },
};
