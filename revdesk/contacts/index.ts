import type { Handler, HandlerContext } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import { putRow, showRow, withRow } from '../table/table.ts';
import { announceNew, contactWith, newContact } from './contact-for.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';

/** The fields of a contact that a request can set. */
type ContactRequest = Partial<Pick<Contact, 'name' | 'email' | 'company' | 'metadata'>>;

/** The phone number identifies the contact: 201 if it is new, 200 if an existing one is changed. */
const upsert: Handler = (context) => {
  const { phone_number, ...fields } = requestBodyOf<ContactRequest & { readonly phone_number: string }>(context);
  const existing = contactWith(phone_number, context);
  const contact = changed(existing ?? newContact(phone_number, context), fields, context);
  const isNew = existing === undefined;
  return {
    reply: data({ ...CONTACTS.show(contact, context), created: isNew }, { status: isNew ? 201 : 200 }),
    changes: [putRow(CONTACTS, contact)],
    emits: isNew ? announceNew(contact, context) : [],
  };
};

/** Only the fields in the request change; `null` clears a field. */
const changed = (
  contact: Contact,
  {
    name = contact.name,
    email = contact.email,
    company = contact.company,
    metadata = contact.metadata,
  }: ContactRequest,
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
      'The phone number identifies a contact: posting it again changes the contact. Calls by agents and texts create contacts, too.',
    ],
  },
};
