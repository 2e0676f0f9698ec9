import type { ValuesByOperation } from '../contract/sample.ts';

/** RevDesk's operation that issues calling tokens. */
export const ISSUE = 'v1_webrtc_token_post';

/**
 * What a fresh sandbox knows: a number of Acme's, and a destination that answers; and an address that is one, which a text made up
 * for `^https?://` is not. For another server a user gives their own.
 */
export const SANDBOX_VALUES: ValuesByOperation = {
  [ISSUE]: { body: { from_number: '+14155550100', to_number: '+14155550110' } },
  v1_webhook_subscriptions_post: {
    body: { webhook_url: 'https://hooks.customer.example/revdesk', event_type: 'call_completed' },
  },
};
