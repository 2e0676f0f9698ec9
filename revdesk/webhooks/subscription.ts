import type { RecordView } from '../../mock/index.ts';
import type { Row } from '../table/table.ts';

/** The collection of webhook subscriptions. */
export const SUBSCRIPTIONS = 'webhook_subscriptions';

/** An organization's subscription to one type of event. */
export type Subscription = Row & {
  readonly webhook_url: string;
  readonly event_type: EventType;
  /** The key that deliveries are signed with. */
  readonly secret: string;
  readonly active: boolean;
};

/** The event types that can be subscribed to, as listed in the operation's description. */
export const EVENT_TYPES = [
  'new_call',
  'call_completed',
  'contact_replied',
  'contact_created',
  'new_appointment',
  'number_purchased',
  'number_released',
  'number_updated',
  'call_no_answer',
  'call_voicemail',
  'call_busy',
  'call_failed',
  'sms_sent',
  'sms_delivered',
  'sms_failed',
  'texting_registration_status_changed',
  'registration_submitted',
  'registration_confirmed',
  'registration_failed',
  'job_started',
  'job_progressed',
  'job_outcome_recorded',
  'job_completed',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export const subscriptionsTo = (records: RecordView, organization: string, event: EventType): readonly Subscription[] =>
  records
    .list<Subscription>(SUBSCRIPTIONS)
    .filter((each) => each.active && each.organization === organization && each.event_type === event);
