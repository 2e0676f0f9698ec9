import type { Area } from '../area.ts';
import { eventControls } from './event-controls.ts';
import { listSubscriptions, subscribe, unsubscribe } from './subscriptions.ts';

/**
 * Who is told of what.
 *
 * @param plainHosts Where events may go without TLS, beside this machine.
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
      'Deliveries leave for this machine, and for hosts of the setting `outgoing.allow`; `http:` will do there, and `https:` is for everybody else.',
      'Each is signed twice: `X-RevDesk-Signature` (HMAC-SHA256 in hexadecimal, which is a guess), and the headers of Standard Webhooks.',
      'What is not taken is tried again on the world’s clock; `GET /_sandbox/outbox` shows each try, and disturbances make deliveries come twice, late, out of order or tampered with ([callbacks](callbacks.md)).',
      '`POST /_sandbox/events` lets any event happen.',
    ],
  },
});
