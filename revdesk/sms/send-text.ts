import type { Change, Handler, Instant, Job } from '../../mock/index.ts';
import { contactFor } from '../contacts/contact-for.ts';
import type { Contact } from '../contacts/contact.ts';
import { CONTACTS } from '../contacts/contact.ts';
import { correspondent } from '../contacts/correspondent.ts';
import { destinationRefusal } from '../destination-refusal.ts';
import { textScriptTo } from '../magic-numbers.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { defaultNumber, NUMBERS } from '../numbers/number.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { putRow } from '../table/table.ts';
import { TEXT_FAILS, TEXT_IS_DELIVERED, TEXT_IS_SENT } from './jobs.ts';
import type { Message } from './message.ts';
import { contactToken, putMessage } from './message.ts';

/** The destination rules of calls also apply to texts. */
const TEXTING = { verb: 'text', done: 'texted' } as const;

/** `POST /v1/sms/send`: when it runs, the scenario `ownership` has checked that the sender's number is owned and active. */
export const sendText: Handler = (context) => {
  const { exchange, records, random } = context;
  const { from, to, message } = requestBodyOf<{ readonly from: string; readonly to: string; readonly message: string }>(
    context,
  );
  const refused = destinationRefusal(context, 'to', to, TEXTING);
  if (refused) return { reply: refused };
  // The scenario `ownership` may be disabled; then the text belongs to the caller's organization.
  const organization = records.get<PhoneNumber>(NUMBERS, from)?.organization ?? exchange.caller.organization;
  const contact = correspondent(records, organization, to);
  const text = queued({ id: random.id('msg_'), organization, from, to, content: message, contact }, exchange.now);
  return {
    reply: data({ message_id: text.id, to, from, status: text.status }, { status: 201 }),
    changes: [putMessage(text)],
    schedule: jobsFor(text),
  };
};

/** `POST /v1/messages`: sends a text from the default number, and makes the recipient a contact. */
export const textContact: Handler = (context) => {
  const { exchange, records, random, refuse } = context;
  const {
    caller: { organization },
    now,
  } = exchange;
  const { phone_number: to, message, name } = requestBodyOf<ContactText>(context);
  const refused = destinationRefusal(context, 'phone_number', to, TEXTING);
  if (refused) return { reply: refused };
  const from = defaultNumber(records, organization)?.id;
  if (from === undefined)
    return { reply: refuse('conflict', 'The organization has no active number to text from. Buy one first.') };
  const { contact, changes, emits } = contactFor(to, context, name);
  const text = queued({ id: random.id('msg_'), organization, from, to, content: message, contact }, now);
  const body = { sent: true, message_id: text.id, contact_token: contactToken(contact), phone_number: to };
  return {
    reply: data(body, { status: 201 }),
    changes: [...changes, ...renameContact(contact, name, now), putMessage(text)],
    schedule: jobsFor(text),
    emits,
  };
};

interface ContactText {
  readonly phone_number: string;
  readonly message: string;
  readonly name?: string;
}

const renameContact = (contact: Contact, name = contact.name, now: Instant): readonly Change[] =>
  name === contact.name ? [] : [putRow(CONTACTS, { ...contact, name, updated_at: now })];

interface TextDraft {
  readonly id: string;
  readonly organization: string;
  readonly from: string;
  readonly to: string;
  readonly content: string;
  readonly contact: Contact | undefined;
}

const queued = ({ id, organization, from, to, content, contact }: TextDraft, now: Instant): Message => ({
  id,
  organization,
  direction: 'outbound',
  own_number: from,
  phone_number: to,
  content,
  status: 'queued',
  contact_id: contact?.id ?? null,
  created_at: now,
});

const jobsFor = ({ id, phone_number, created_at }: Message): readonly Job[] => {
  const { sentAfter, deliveredAfter, failsAfter } = textScriptTo(phone_number);
  const jobAfter = (kind: string, seconds?: number): readonly Job[] =>
    seconds === undefined ? [] : [{ at: created_at + seconds * 1000, kind, subject: id }];
  return [
    ...jobAfter(TEXT_IS_SENT, sentAfter),
    ...jobAfter(TEXT_IS_DELIVERED, deliveredAfter),
    ...jobAfter(TEXT_FAILS, failsAfter),
  ];
};
