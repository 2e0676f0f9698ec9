import type { Handler, HandlerSituation, Outcome } from '../../mock/index.ts';
import { isUndelivered, remove, withdraw } from '../../mock/index.ts';
import { data, sentIn, shownTime } from '../data.ts';
import { listing } from '../listing.ts';
import type { Table } from '../table.ts';
import { putRow, withRow } from '../table.ts';
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

/** No order is documented; newest first is how RevDesk lists most things. */
export const listSubscriptions = listing(TABLE, { meta: 'list', order: 'newest first' });

interface Sent {
  readonly webhook_url: string;
  readonly event_type: EventType;
}

/** Twice the same is two subscriptions: nothing says otherwise, and each has a secret of its own. */
export const subscribe =
  (plainHosts: readonly string[]): Handler =>
  (situation) => {
    const { webhook_url, event_type } = sentIn<Sent>(situation);
    const problem = webhookUrlProblem(webhook_url, plainHosts);
    if (problem !== undefined) return misfit(problem, situation);
    const { exchange, draw } = situation;
    const subscription: Subscription = {
      id: draw.id('whk_'),
      organization: exchange.caller.organization,
      webhook_url,
      event_type,
      secret: secretFrom(draw),
      active: true,
      created_at: exchange.now,
    };
    const { id, secret } = subscription;
    return { reply: data({ id, secret }, { status: 201 }), changes: [putRow(TABLE, subscription)] };
  };

const misfit = (problem: string, { refuse }: HandlerSituation): Outcome => ({
  reply: refuse('invalid_request', `webhook_url ${problem}`, { fields: { webhook_url: problem } }),
});

/** Documented: it cancels what has not been delivered yet. */
export const unsubscribe: Handler = (situation) =>
  withRow(TABLE, situation, ({ id }) => ({
    reply: data({ id, deleted: true }),
    changes: [
      remove(SUBSCRIPTIONS, id),
      ...withdraw(
        situation.records,
        situation.exchange.now,
        (delivery) => delivery.headers[SUBSCRIPTION_HEADER] === id && isUndelivered(delivery),
      ),
    ],
  }));
