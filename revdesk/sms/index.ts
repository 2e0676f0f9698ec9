import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { showRow } from '../table/table.ts';
import { jobHandlers } from './jobs.ts';
import { messageControls } from './message-controls.ts';
import { MESSAGES } from './message.ts';
import { sendText, textContact } from './send-text.ts';
import { changeConfig, changeNumberConfig, showConfig, showNumberConfig } from './sms-config.ts';

/** Texts, and the settings for automatic replies. */
export const sms: Area = {
  handlers: {
    v1_messages_get: listing(MESSAGES, {
      meta: 'list',
      order: 'newest first',
      filters: { direction: ({ direction }, expected) => direction === expected },
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
      'A text is queued, sent after a second and delivered after three, unless its destination is a magic number. `POST /_sandbox/messages` simulates an incoming text.',
      'The settings for automatic replies are stored, but no replies are sent.',
    ],
  },
};
