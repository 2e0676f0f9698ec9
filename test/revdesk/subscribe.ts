import type { JsonObject } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { ACME } from '../../revdesk/organizations/organization.ts';
import type { EventType, Subscription } from '../../revdesk/webhooks/subscription.ts';
import { SUBSCRIPTIONS } from '../../revdesk/webhooks/subscription.ts';
import type { TestHarness } from '../support/open-sandbox.ts';
import { START } from '../support/open-sandbox.ts';

/** Subscribes Acme to events. */
export const subscribe = ({ sandbox }: TestHarness, ...types: readonly EventType[]): void => {
  sandbox.worlds.open('default', START)?.apply(
    types.map((type) => put(SUBSCRIPTIONS, subscriptionTo(type))),
    START,
  );
};

const subscriptionTo = (event_type: EventType): Subscription => ({
  id: `whk_${event_type}`,
  organization: ACME,
  webhook_url: 'http://127.0.0.1:1/hooks',
  event_type,
  secret: 'whsec_c2FuZGJveA==',
  active: true,
  created_at: START,
});

/** The emitted events: types and data, oldest first. */
export const emittedEvents = ({ records }: TestHarness): readonly (readonly [string, JsonObject])[] =>
  records('outbox').map(({ body }) => {
    const { type, data } = body as { readonly type: string; readonly data: JsonObject };
    return [type, data];
  });
