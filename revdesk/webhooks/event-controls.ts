import type { ControlEndpoint, JsonObject } from '../../mock/index.ts';
import { ACME, noOrganization, organizationOf } from '../organizations/organization.ts';
import { announce } from './announce.ts';
import type { EventType } from './subscription.ts';
import { EVENT_TYPES, subscriptionsTo } from './subscription.ts';

interface EventRequest {
  readonly type: EventType;
  readonly organization: string;
  readonly data: JsonObject;
}

/** What a tester makes happen, beside the API. */
export const eventControls: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/events',
    summary: 'Tells the subscribers of an organization that something happened, whether it did or not.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['type'],
      additionalProperties: false,
      properties: {
        type: { enum: [...EVENT_TYPES] },
        organization: { type: 'string', default: ACME, description: 'Whose subscribers are told.' },
        data: { type: 'object', default: {}, description: 'What the event says of it.' },
      },
    },
    output: {
      type: 'object',
      required: ['subscriptions'],
      properties: {
        subscriptions: { type: 'array', items: { type: 'string' }, description: 'Who is told; nobody if it is empty.' },
      },
    },
    status: 202,
    run: ({ input, records, random, now, refuse }) => {
      const { type, organization, data } = input as EventRequest;
      if (organizationOf(records, organization) === undefined)
        return { refused: refuse('not_found', noOrganization(organization)) };
      return {
        emits: announce(records, { type, organization, data, subject: random.uuid(), at: now }),
        body: { subscriptions: subscriptionsTo(records, organization, type).map(({ id }) => id) },
      };
    },
  },
];
