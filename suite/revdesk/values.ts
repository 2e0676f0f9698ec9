import type { ValuesByOperation } from '../contract/sample.ts';

/** What a fresh sandbox knows: a number of Acme's, and a destination that answers. For another server a user gives their own. */
export const SANDBOX_VALUES: ValuesByOperation = {
  v1_webrtc_token_post: { body: { from_number: '+14155550100', to_number: '+14155550110' } },
};
