import type { ControlEndpoint, JsonObject } from '../../mock/index.ts';
import { ACME, organizationOf, unknownOrganizationText } from '../organizations/organization.ts';
import { announce } from './announce.ts';
import type { EventType } from './subscription.ts';
import { EVENT_TYPES, subscriptionsTo } from './subscription.ts';

interface EventRequest {
  readonly type: EventType;
  readonly organization: string;
  readonly data: JsonObject;
}

/** Lets a tester send events, outside the API. */
export const eventControls: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/events',
    summary: 'Sends an event to the subscribers of an organization, whether or not it has occurred.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['type'],
      additionalProperties: false,
      properties: {
        type: { enum: [...EVENT_TYPES] },
        organization: {
          type: 'string',
          default: ACME,
          description: 'The organization whose subscribers receive the event.',
        },
        data: { type: 'object', default: {}, description: 'The data of the event.' },
      },
    },
    output: {
      type: 'object',
      required: ['subscriptions'],
      properties: {
        subscriptions: {
          type: 'array',
          items: { type: 'string' },
          description: 'The ids of the subscriptions that receive the event.',
        },
      },
    },
    status: 202,
    run: ({ input, records, random, now, refuse }) => {
      const { type, organization, data } = input as EventRequest;
      if (organizationOf(records, organization) === undefined)
        return { refused: refuse('not_found', unknownOrganizationText(organization)) };
      return {
        emits: announce(records, { type, organization, data, subject: random.uuid(), at: now }),
        body: { subscriptions: subscriptionsTo(records, organization, type).map(({ id }) => id) },
      };
    },
  },
];
