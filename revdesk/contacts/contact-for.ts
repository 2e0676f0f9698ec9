import type { Decision, Emission, HandlerContext } from '../../mock/index.ts';
import { putRow } from '../table/table.ts';
import { announce } from '../webhooks/announce.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';
import { correspondent } from './correspondent.ts';

/** The contact with a phone number: the existing one, or a new one, for which an event is emitted. */
export const contactFor = (
  phone_number: string,
  context: HandlerContext,
  name = phone_number,
): { readonly contact: Contact } & Pick<Required<Decision>, 'changes' | 'emits'> => {
  const existing = contactWith(phone_number, context);
  if (existing) return { contact: existing, changes: [], emits: [] };
  const contact = { ...newContact(phone_number, context), name };
  return { contact, changes: [putRow(CONTACTS, contact)], emits: announceNew(contact, context) };
};

/** Emits the event for a new contact. */
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

/** A contact with only a phone number. */
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
