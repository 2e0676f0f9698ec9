import type { ControlEndpoint, JsonObject } from '../../mock/index.ts';
import { correspondent } from '../contacts/correspondent.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { announce } from '../webhooks/announce.ts';
import type { Message } from './message.ts';
import { putMessage, showMessage } from './message.ts';

const E164 = { type: 'string', pattern: '^\\+[1-9]\\d{1,14}$' };
const TEXT_OR_NULL = { type: ['string', 'null'] };

const MESSAGE: JsonObject = {
  type: 'object',
  required: ['id', 'phone_number', 'direction', 'content', 'status', 'created_at'],
  properties: {
    id: { type: 'string' },
    phone_number: { type: 'string' },
    direction: { enum: ['inbound', 'outbound'] },
    content: { type: 'string' },
    status: { enum: ['queued', 'sent', 'delivered', 'failed', 'received'] },
    contact_name: TEXT_OR_NULL,
    contact_email: TEXT_OR_NULL,
    contact_token: TEXT_OR_NULL,
    created_at: { type: 'string', format: 'date-time' },
  },
};

/** Simulates the people that an organization exchanges texts with. */
export const messageControls: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/messages',
    summary: 'Simulates an incoming text. From a known contact, it counts as a reply (event contact_replied).',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['from', 'to', 'message'],
      additionalProperties: false,
      properties: {
        from: { ...E164, description: 'The number that sends the text.' },
        to: { ...E164, description: 'The number that receives the text; an organization must have it in service.' },
        message: { type: 'string', minLength: 1, description: 'The content of the text.' },
      },
    },
    output: MESSAGE,
    run: ({ input, records, now, random, refuse }) => {
      const { from, to, message: content } = input as Record<'from' | 'to' | 'message', string>;
      const number = records.get<PhoneNumber>(NUMBERS, to);
      if (!number?.active || number.caller_id !== null)
        return {
          refused: refuse(
            'not_found',
            `No organization has ${to} in service. GET /numbers lists the numbers that are active.`,
          ),
        };
      const { organization } = number;
      const contact = correspondent(records, organization, from);
      const message: Message = {
        id: random.id('msg_'),
        organization,
        direction: 'inbound',
        own_number: to,
        phone_number: from,
        content,
        status: 'received',
        contact_id: contact?.id ?? null,
        created_at: now,
      };
      const shown = showMessage(message, records);
      const event = { organization, subject: message.id, at: now, data: shown };
      return {
        changes: [putMessage(message)],
        body: shown,
        emits: contact ? announce(records, { ...event, type: 'contact_replied' }) : [],
      };
    },
  },
];
