import type { Change, JsonObject, RecordView } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import type { Contact } from '../contacts/contact.ts';
import { CONTACTS } from '../contacts/contact.ts';
import { shownTime } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';

/** A text. */
export type Message = Row & {
  readonly direction: 'inbound' | 'outbound';
  /** The organization's number. */
  readonly own_number: string;
  /** The number of the other party. */
  readonly phone_number: string;
  readonly content: string;
  /** `queued` and `delivered` are documented; `sent` and `failed` come from the event names; `received` is the sandbox's own. */
  readonly status: 'queued' | 'sent' | 'delivered' | 'failed' | 'received';
  /** The contact that the other party was when the text was created. */
  readonly contact_id: string | null;
};

export const MESSAGES: Table<Message> = {
  name: 'messages',
  noun: 'message',
  show: (message, { records }) => showMessage(message, records),
};

export const showMessage = (message: Message, records: RecordView): JsonObject => {
  const contact = message.contact_id === null ? undefined : records.get<Contact>(CONTACTS.name, message.contact_id);
  return {
    id: message.id,
    phone_number: message.phone_number,
    direction: message.direction,
    content: message.content,
    status: message.status,
    contact_name: contact?.name ?? null,
    contact_email: contact?.email ?? null,
    contact_token: contact === undefined ? null : contactToken(contact),
    created_at: shownTime(message.created_at),
  };
};

/** The token of a contact in texts. Its purpose is not documented; it is always the same for a contact. */
export const contactToken = ({ id }: Contact): string => `ct_${id.replace(/^con_/, '')}`;

/** When the collection is full, texts whose status is final are evicted first. */
export const putMessage = (message: Message): Change =>
  put(MESSAGES.name, message, message.status === 'queued' || message.status === 'sent' ? {} : { finished: true });
