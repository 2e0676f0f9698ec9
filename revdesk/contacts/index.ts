import type { Handler, HandlerSituation } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, sentIn } from '../data.ts';
import { listing } from '../listing.ts';
import { putRow, reading, withRow } from '../table.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';
import { announceNew, contactWith, newContact } from './contact-for.ts';

/** What a request may say of a contact. */
type Sent = Partial<Pick<Contact, 'name' | 'email' | 'company' | 'metadata'>>;

/** The phone number decides: 201 for a new contact, 200 for one that is there and is changed. */
const upsert: Handler = (situation) => {
  const { phone_number, ...sent } = sentIn<Sent & { readonly phone_number: string }>(situation);
  const known = contactWith(phone_number, situation);
  const contact = changed(known ?? newContact(phone_number, situation), sent, situation);
  const isNew = known === undefined;
  return {
    reply: data({ ...CONTACTS.show(contact, situation), created: isNew }, { status: isNew ? 201 : 200 }),
    changes: [putRow(CONTACTS, contact)],
    emits: isNew ? announceNew(contact, situation) : [],
  };
};

/** Only what is sent changes, and `null` clears. */
const changed = (
  contact: Contact,
  { name = contact.name, email = contact.email, company = contact.company, metadata = contact.metadata }: Sent,
  { exchange: { now } }: HandlerSituation,
): Contact => ({ ...contact, name, email, company, metadata, updated_at: now });

const change: Handler = (situation) =>
  withRow(CONTACTS, situation, (contact) => {
    const after = changed(contact, sentIn<Sent>(situation), situation);
    return { reply: data(CONTACTS.show(after, situation)), changes: [putRow(CONTACTS, after)] };
  });

const drop: Handler = (situation) =>
  withRow(CONTACTS, situation, ({ id }) => ({
    reply: data({ id, deleted: true }),
    changes: [remove(CONTACTS.name, id)],
  }));

/** Contacts. */
export const contacts: Area = {
  handlers: {
    v1_contacts_get: listing(CONTACTS, { meta: 'list', order: 'newest first' }),
    v1_contacts_post: upsert,
    v1_contacts_id_get: reading(CONTACTS),
    v1_contacts_id_patch: change,
    v1_contacts_id_delete: drop,
  },
  notes: {
    Contacts: [
      'The phone number decides which: posted again, it is changed. Calls by agents and texts make contacts, too.',
    ],
  },
};
