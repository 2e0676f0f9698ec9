import type { Area } from '../area.ts';
import { eventControls } from './event-controls.ts';
import { listSubscriptions, subscribe, unsubscribe } from './subscriptions.ts';

/**
 * Webhook subscriptions and their events.
 *
 * @param plainHosts The hosts, in addition to this machine, that events may be sent to without TLS.
 */
export const webhooks = (plainHosts: readonly string[]): Area => ({
  handlers: {
    v1_webhook_subscriptions_get: listSubscriptions,
    v1_webhook_subscriptions_post: subscribe(plainHosts),
    v1_webhook_subscriptions_id_delete: unsubscribe,
  },
  controls: eventControls,
  notes: {
    Webhooks: [
      'Deliveries are sent only to this machine and to hosts in the setting `outgoing.allow`. URLs of these may use `http:`; all others require `https:`.',
      'Each delivery is signed twice: with `X-RevDesk-Signature` (HMAC-SHA256 in hexadecimal, which is a guess) and with the headers of Standard Webhooks.',
      'A failed delivery is retried on the world’s clock, and `GET /_sandbox/outbox` shows each attempt. Delivery faults duplicate, delay, reorder or tamper with deliveries ([callbacks](../callbacks.md)).',
      '`POST /_sandbox/events` sends any event.',
    ],
  },
});
