import type { JobHandler } from '../../mock/index.ts';
import { announce } from '../webhooks/announce.ts';
import type { EventType } from '../webhooks/subscription.ts';
import type { Message } from './message.ts';
import { MESSAGES, putMessage, showMessage } from './message.ts';

/** The job kinds of texts. */
export const TEXT_IS_SENT = 'text is sent';
export const TEXT_IS_DELIVERED = 'text is delivered';
export const TEXT_FAILS = 'text fails';

/** Changes the status of a text, unless it has been evicted since. */
const changeStatus =
  (status: Message['status'], type: EventType): JobHandler =>
  ({ job, records }) => {
    const message = records.get<Message>(MESSAGES.name, job.subject);
    if (message === undefined) return {};
    const after: Message = { ...message, status };
    const event = { organization: after.organization, subject: after.id, at: job.at };
    return {
      changes: [putMessage(after)],
      emits: announce(records, { ...event, type, data: showMessage(after, records) }),
    };
  };

export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  [TEXT_IS_SENT]: changeStatus('sent', 'sms_sent'),
  [TEXT_IS_DELIVERED]: changeStatus('delivered', 'sms_delivered'),
  [TEXT_FAILS]: changeStatus('failed', 'sms_failed'),
};
