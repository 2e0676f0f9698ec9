import { hash } from 'node:crypto';
import type { Emission, Instant, JsonObject, RecordView } from '../../mock/index.ts';
import { deliveryCount } from '../../mock/index.ts';
import { shownTime } from '../table/data.ts';
import type { EventType, Subscription } from './subscription.ts';
import { subscriptionsTo } from './subscription.ts';

/** An event to announce to subscribers. */
export interface WebhookEvent {
  readonly organization: string;
  readonly type: EventType;
  /** What the event is about. No two events of one reply may share both type and subject, since their ids would be equal. */
  readonly subject: string;
  readonly at: Instant;
  readonly data: JsonObject;
}

/** The header with the id of the subscription that a delivery is for. */
export const SUBSCRIPTION_HEADER = 'x-revdesk-subscription';

/**
 * Sends an event to its subscribers. The envelope is that of a sister product, since RevDesk's is not documented.
 */
export const announce = (records: RecordView, event: WebhookEvent): readonly Emission[] =>
  subscriptionsTo(records, event.organization, event.type).map((subscription) =>
    emissionFor(subscription, event, deliveryCount(records)),
  );

const emissionFor = (
  { id: subscription, webhook_url: url }: Subscription,
  { type, subject, at, data }: WebhookEvent,
  deliveries: number,
): Emission => {
  // The same event may occur again while the clock is frozen. It needs another id, since receivers treat equal ids as one event.
  const id = `evt_${hash('sha256', `${subscription}\n${type}\n${subject}\n${at}\n${deliveries}`, 'hex').slice(0, 24)}`;
  return {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', [SUBSCRIPTION_HEADER]: subscription },
    body: { id, type, created: shownTime(at), data },
    about: `${type} for ${subscription}`,
  };
};
