import type { Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import { cancelDeliveries, isUndelivered, remove } from '../../mock/index.ts';
import { data, requestBodyOf, shownTime } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import type { Table } from '../table/table.ts';
import { putRow, withRow } from '../table/table.ts';
import { SUBSCRIPTION_HEADER } from './announce.ts';
import { secretFrom } from './sign.ts';
import type { EventType, Subscription } from './subscription.ts';
import { SUBSCRIPTIONS } from './subscription.ts';
import { webhookUrlProblem } from './webhook-url.ts';

const TABLE: Table<Subscription> = {
  name: SUBSCRIPTIONS,
  noun: 'webhook subscription',
  show: ({ id, webhook_url, event_type, active, created_at }) => ({
    id,
    webhook_url,
    event_type,
    active,
    created_at: shownTime(created_at),
  }),
};

/** No order is documented; RevDesk returns most lists newest first. */
export const listSubscriptions = listing(TABLE, { meta: 'list', order: 'newest first' });

interface SubscribeRequest {
  readonly webhook_url: string;
  readonly event_type: EventType;
}

/** Two identical requests create two subscriptions, each with its own secret: RevDesk documents nothing else. */
export const subscribe =
  (plainHosts: readonly string[]): Handler =>
  (context) => {
    const { webhook_url, event_type } = requestBodyOf<SubscribeRequest>(context);
    const problem = webhookUrlProblem(webhook_url, plainHosts);
    if (problem !== undefined) return subscriptionProblem(problem, context);
    const { exchange, random } = context;
    const subscription: Subscription = {
      id: random.id('whk_'),
      organization: exchange.caller.organization,
      webhook_url,
      event_type,
      secret: secretFrom(random),
      active: true,
      created_at: exchange.now,
    };
    const { id, secret } = subscription;
    return { reply: data({ id, secret }, { status: 201 }), changes: [putRow(TABLE, subscription)] };
  };

const subscriptionProblem = (problem: string, { refuse }: HandlerContext): Outcome => ({
  reply: refuse('invalid_request', `webhook_url ${problem}`, { fields: { webhook_url: problem } }),
});

/** Documented: it cancels undelivered deliveries. */
export const unsubscribe: Handler = (context) =>
  withRow(TABLE, context, ({ id }) => ({
    reply: data({ id, deleted: true }),
    changes: [
      remove(SUBSCRIPTIONS, id),
      ...cancelDeliveries(
        context.records,
        context.exchange.now,
        (delivery) => delivery.headers[SUBSCRIPTION_HEADER] === id && isUndelivered(delivery),
      ),
    ],
  }));
