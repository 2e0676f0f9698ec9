import type { JobHandler } from '../../mock/index.ts';
import { announce } from '../webhooks/announce.ts';
import type { EventType } from '../webhooks/subscription.ts';
import type { Message } from './message.ts';
import { MESSAGES, putMessage, showMessage } from './message.ts';

/** What happens to texts by itself. */
export const TEXT_IS_SENT = 'text is sent';
export const TEXT_IS_DELIVERED = 'text is delivered';
export const TEXT_FAILS = 'text fails';

/** A text that was forgotten in the meantime, to make room, is left alone. */
const becomes =
  (status: Message['status'], type: EventType): JobHandler =>
  ({ job, records }) => {
    const message = records.get<Message>(MESSAGES.name, job.subject);
    if (message === undefined) return {};
    const after: Message = { ...message, status };
    const happening = { organization: after.organization, subject: after.id, at: job.at };
    return {
      changes: [putMessage(after)],
      emits: announce(records, { ...happening, type, data: showMessage(after, records) }),
    };
  };

export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  [TEXT_IS_SENT]: becomes('sent', 'sms_sent'),
  [TEXT_IS_DELIVERED]: becomes('delivered', 'sms_delivered'),
  [TEXT_FAILS]: becomes('failed', 'sms_failed'),
};
