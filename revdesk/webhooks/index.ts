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
});
