import { createHmac } from 'node:crypto';
import type { ApiPack, Random } from '../../mock/index.ts';
import { SUBSCRIPTION_HEADER } from './announce.ts';
import type { Subscription } from './subscription.ts';
import { SUBSCRIPTIONS } from './subscription.ts';

/** 24 bytes is the minimum that Standard Webhooks allows. RevDesk's own format is not documented. */
const SECRET_BYTES = 24;

const SECRET_PREFIX = 'whsec_';

export const secretFrom = (random: Random): string =>
  SECRET_PREFIX + Buffer.from(random.token(''), 'base64url').subarray(0, SECRET_BYTES).toString('base64');

/**
 * Signs a delivery, again for each attempt. RevDesk documents only that `X-RevDesk-Signature` is an HMAC with the subscription's
 * secret. The headers of Standard Webhooks are added for receivers that use one of its libraries.
 */
export const sign: NonNullable<ApiPack['sign']> = ({ delivery, payload, records, now }) => {
  const subscription = records.get<Subscription>(SUBSCRIPTIONS, delivery.headers[SUBSCRIPTION_HEADER] ?? '');
  if (subscription === undefined) return {};
  const { secret } = subscription;
  const { id } = delivery.body as { readonly id: string };
  const timestamp = Math.floor(now / 1000);
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return {
    // A guess: the hash function, the signed content and the encoding are not documented.
    'x-revdesk-signature': createHmac('sha256', secret).update(payload).digest('hex'),
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')}`,
  };
};
