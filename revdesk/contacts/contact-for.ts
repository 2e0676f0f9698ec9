import type { Decision, Emission, HandlerSituation } from '../../mock/index.ts';
import { putRow } from '../table.ts';
import { announce } from '../webhooks/announce.ts';
import type { Contact } from './contact.ts';
import { CONTACTS } from './contact.ts';
import { correspondent } from './correspondent.ts';

/** The contact with a phone number: the one that is there, or a new one, which is told of. */
export const contactFor = (
  phone_number: string,
  situation: HandlerSituation,
  name = phone_number,
): { readonly contact: Contact } & Pick<Required<Decision>, 'changes' | 'emits'> => {
  const known = contactWith(phone_number, situation);
  if (known) return { contact: known, changes: [], emits: [] };
  const contact = { ...newContact(phone_number, situation), name };
  return { contact, changes: [putRow(CONTACTS, contact)], emits: announceNew(contact, situation) };
};

/** Tells of a contact that there was not before. */
export const announceNew = (contact: Contact, situation: HandlerSituation): readonly Emission[] =>
  announce(situation.records, {
    organization: contact.organization,
    type: 'contact_created',
    subject: contact.id,
    at: contact.created_at,
    data: CONTACTS.show(contact, situation),
  });

export const contactWith = (
  phone_number: string,
  { exchange: { caller }, records }: HandlerSituation,
): Contact | undefined => correspondent(records, caller.organization, phone_number);

/** One of whom nothing is known but the number. */
export const newContact = (phone_number: string, { exchange: { caller, now }, draw }: HandlerSituation): Contact => ({
  id: draw.id('con_'),
  organization: caller.organization,
  name: phone_number,
  phone_number,
  email: null,
  company: null,
  metadata: {},
  created_at: now,
  updated_at: now,
});
