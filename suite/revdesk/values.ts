import type { ValuesByOperation } from '../contract/sample.ts';

/** RevDesk's operation that issues calling tokens. */
export const ISSUE = 'v1_webrtc_token_post';

/**
 * Values that a new sandbox accepts: a number that Acme owns, a destination that answers, and a valid webhook URL, since a text generated
 * for `^https?://` is not one. For another server, the user provides the values.
 */
export const SANDBOX_VALUES: ValuesByOperation = {
  [ISSUE]: { body: { from_number: '+14155550100', to_number: '+14155550110' } },
  v1_webhook_subscriptions_post: {
    body: { webhook_url: 'https://hooks.customer.example/revdesk', event_type: 'call_completed' },
  },
};
