import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { showRow } from '../table/table.ts';
import { messageControls } from './message-controls.ts';
import { MESSAGES } from './message.ts';
import { jobHandlers } from './jobs.ts';
import { sendText, textContact } from './send-text.ts';
import { changeConfig, changeNumberConfig, showConfig, showNumberConfig } from './sms-config.ts';

/** Texts, and how they are replied to. */
export const sms: Area = {
  handlers: {
    v1_messages_get: listing(MESSAGES, {
      meta: 'list',
      order: 'newest first',
      filters: { direction: ({ direction }, wanted) => direction === wanted },
    }),
    v1_messages_post: textContact,
    v1_messages_id_get: showRow(MESSAGES),
    v1_sms_send_post: sendText,
    v1_sms_config_get: showConfig,
    v1_sms_config_patch: changeConfig,
    v1_phone_numbers_id_sms_config_get: showNumberConfig,
    v1_phone_numbers_id_sms_config_patch: changeNumberConfig,
  },
  jobHandlers,
  controls: messageControls,
  notes: {
    SMS: [
      'A text is queued, sent after a second and delivered after three, unless its destination is a magic number. `POST /_sandbox/messages` lets one come in.',
      'How texts are replied to is kept, and nobody replies.',
    ],
  },
};
