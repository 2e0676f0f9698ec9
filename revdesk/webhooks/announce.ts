import { hash } from 'node:crypto';
import type { Emission, Instant, JsonObject, RecordView } from '../../mock/index.ts';
import { deliveryCount } from '../../mock/index.ts';
import { shownTime } from '../table/data.ts';
import type { EventType, Subscription } from './subscription.ts';
import { subscriptionsTo } from './subscription.ts';

/** Something that happened. */
export interface WebhookEvent {
  readonly organization: string;
  readonly type: EventType;
  /** What it happened to; no two events of one answer may have both type and subject in common. */
  readonly subject: string;
  readonly at: Instant;
  readonly data: JsonObject;
}

/** Which subscription a delivery is for. */
export const SUBSCRIPTION_HEADER = 'x-revdesk-subscription';

/**
 * Tells those who subscribed to it that something happened. The envelope is that of a sister product, since RevDesk's is not
 * documented.
 */
export const announce = (records: RecordView, happening: WebhookEvent): readonly Emission[] =>
  subscriptionsTo(records, happening.organization, happening.type).map((subscription) =>
    emissionFor(subscription, happening, deliveryCount(records)),
  );

const emissionFor = (
  { id: subscription, webhook_url: url }: Subscription,
  { type, subject, at, data }: WebhookEvent,
  made: number,
): Emission => {
  // The same may happen again while the clock stands still: receivers take events of one id for one event.
  const id = `evt_${hash('sha256', `${subscription}\n${type}\n${subject}\n${at}\n${made}`, 'hex').slice(0, 24)}`;
  return {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', [SUBSCRIPTION_HEADER]: subscription },
    body: { id, type, created: shownTime(at), data },
    about: `${type} for ${subscription}`,
  };
};
