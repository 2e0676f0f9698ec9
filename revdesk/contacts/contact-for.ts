import type { Decision, Emission, HandlerContext } from '../../mock/index.ts';
import { putRow } from '../table/table.ts';
import { announce } from '../webhooks/announce.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';
import { correspondent } from './correspondent.ts';

/** The contact with a phone number: the one that is there, or a new one, which is told of. */
export const contactFor = (
  phone_number: string,
  context: HandlerContext,
  name = phone_number,
): { readonly contact: Contact } & Pick<Required<Decision>, 'changes' | 'emits'> => {
  const known = contactWith(phone_number, context);
  if (known) return { contact: known, changes: [], emits: [] };
  const contact = { ...newContact(phone_number, context), name };
  return { contact, changes: [putRow(CONTACTS, contact)], emits: announceNew(contact, context) };
};

/** Tells of a contact that there was not before. */
export const announceNew = (contact: Contact, context: HandlerContext): readonly Emission[] =>
  announce(context.records, {
    organization: contact.organization,
    type: 'contact_created',
    subject: contact.id,
    at: contact.created_at,
    data: CONTACTS.show(contact, context),
  });

export const contactWith = (
  phone_number: string,
  { exchange: { caller }, records }: HandlerContext,
): Contact | undefined => correspondent(records, caller.organization, phone_number);

/** One of whom nothing is known but the number. */
export const newContact = (phone_number: string, { exchange: { caller, now }, random }: HandlerContext): Contact => ({
  id: random.id('con_'),
  organization: caller.organization,
  name: phone_number,
  phone_number,
  email: null,
  company: null,
  metadata: {},
  created_at: now,
  updated_at: now,
});
