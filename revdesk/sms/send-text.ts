import type { Change, Due, Handler, Instant } from '../../mock/index.ts';
import type { Contact } from '../contacts/contact.ts';
import { CONTACTS } from '../contacts/contact.ts';
import { contactFor } from '../contacts/contact-for.ts';
import { data, sentIn } from '../data.ts';
import { destinationRefusal } from '../destination-refusal.ts';
import { textCourseTo } from '../magic-numbers.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { defaultNumber, NUMBERS } from '../numbers/number.ts';
import { putRow } from '../table.ts';
import { correspondent } from '../contacts/correspondent.ts';
import type { Message } from './message.ts';
import { contactToken, putMessage } from './message.ts';
import { TEXT_FAILS, TEXT_IS_DELIVERED, TEXT_IS_SENT } from './on-due.ts';

/** The rules of calls hold here, too. */
const TEXTING = { verb: 'text', done: 'texted' } as const;

/** `POST /v1/sms/send`: by the time it runs, the sender's number is known to be owned and active. */
export const sendText: Handler = (situation) => {
  const { exchange, records, draw } = situation;
  const { from, to, message } = sentIn<{ readonly from: string; readonly to: string; readonly message: string }>(
    situation,
  );
  const refused = destinationRefusal(situation, 'to', to, TEXTING);
  if (refused) return { reply: refused };
  // The scenario `ownership` may be off; then the text is the caller's.
  const organization = records.get<PhoneNumber>(NUMBERS, from)?.organization ?? exchange.caller.organization;
  const contact = correspondent(records, organization, to);
  const text = queued({ id: draw.id('msg_'), organization, from, to, content: message, contact }, exchange.now);
  return {
    reply: data({ message_id: text.id, to, from, status: text.status }, { status: 201 }),
    changes: [putMessage(text)],
    later: whatFollows(text),
  };
};

/** `POST /v1/messages`: from the default number, to somebody who becomes a contact by it. */
export const textContact: Handler = (situation) => {
  const { exchange, records, draw, refuse } = situation;
  const {
    caller: { organization },
    now,
  } = exchange;
  const { phone_number: to, message, name } = sentIn<ContactText>(situation);
  const refused = destinationRefusal(situation, 'phone_number', to, TEXTING);
  if (refused) return { reply: refused };
  const from = defaultNumber(records, organization)?.id;
  if (from === undefined)
    return { reply: refuse('conflict', 'The organization has no active number to text from. Buy one first.') };
  const { contact, changes, emits } = contactFor(to, situation, name);
  const text = queued({ id: draw.id('msg_'), organization, from, to, content: message, contact }, now);
  const sent = { sent: true, message_id: text.id, contact_token: contactToken(contact), phone_number: to };
  return {
    reply: data(sent, { status: 201 }),
    changes: [...changes, ...renaming(contact, name, now), putMessage(text)],
    later: whatFollows(text),
    emits,
  };
};

interface ContactText {
  readonly phone_number: string;
  readonly message: string;
  readonly name?: string;
}

const renaming = (contact: Contact, name = contact.name, now: Instant): readonly Change[] =>
  name === contact.name ? [] : [putRow(CONTACTS, { ...contact, name, updated_at: now })];

interface Sketch {
  readonly id: string;
  readonly organization: string;
  readonly from: string;
  readonly to: string;
  readonly content: string;
  readonly contact: Contact | undefined;
}

const queued = ({ id, organization, from, to, content, contact }: Sketch, now: Instant): Message => ({
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

const whatFollows = ({ id, phone_number, created_at }: Message): readonly Due[] => {
  const { sentAfter, deliveredAfter, failsAfter } = textCourseTo(phone_number);
  const due = (kind: string, seconds?: number): readonly Due[] =>
    seconds === undefined ? [] : [{ at: created_at + seconds * 1000, kind, subject: id }];
  return [...due(TEXT_IS_SENT, sentAfter), ...due(TEXT_IS_DELIVERED, deliveredAfter), ...due(TEXT_FAILS, failsAfter)];
};
