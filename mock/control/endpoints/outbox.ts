import { cancelDeliveries } from '../../outbox/cancel-deliveries.ts';
import type { Attempt, Delivery } from '../../outbox/delivery.ts';
import { DELIVERY_STATES, makeReady, OUTBOX } from '../../outbox/delivery.ts';
import type { EngineEndpoint, EngineEndpointContext } from '../control-context.ts';

const INSTANT = { type: 'string', format: 'date-time' };

/** JSON Schema of {@link deliveryBody}. */
export const DELIVERY = {
  type: 'object',
  required: ['id', 'about', 'state', 'url', 'method', 'headers', 'body', 'created', 'due', 'attempts'],
  properties: {
    id: { type: 'string', description: 'As in the header Sandbox-Delivery.' },
    about: { type: 'string', description: 'What the delivery is about.' },
    state: { enum: [...DELIVERY_STATES] },
    url: { type: 'string' },
    method: { type: 'string' },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    body: { description: 'Null if there is no body.' },
    isDuplicated: { type: 'boolean', description: 'Whether it is sent again after it was accepted.' },
    isTampered: { type: 'boolean', description: 'Whether the sent body differs from the signed one.' },
    created: INSTANT,
    due: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'When the next attempt is due; null if there is none.',
    },
    attempts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['at'],
        properties: {
          at: INSTANT,
          status: { type: 'integer', description: 'The status of the reply.' },
          error: { type: 'string', description: 'Why there was no reply.' },
        },
      },
    },
  },
};

/** A delivery as the control API shows it. */
export const deliveryBody = ({
  createdAt,
  dueAt,
  attempts,
  body = null,
  followers: _released,
  ...delivery
}: Delivery): object => ({
  ...delivery,
  body,
  created: new Date(createdAt).toISOString(),
  due: dueAt === undefined ? null : new Date(dueAt).toISOString(),
  attempts: attempts.map(({ at, ...outcome }: Attempt) => ({ at: new Date(at).toISOString(), ...outcome })),
});

/** Endpoints for the outbox: callbacks, webhooks, and what the pack sends. */
export const outboxEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/outbox',
    summary: 'Lists the deliveries, sent or pending, oldest first, each with its attempts.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['deliveries'],
      properties: { deliveries: { type: 'array', items: DELIVERY } },
    },
    run: ({ records }) => ({ body: { deliveries: records.list<Delivery>(OUTBOX).map(deliveryBody) } }),
  },
  {
    method: 'GET',
    path: '/outbox/{id}',
    summary: 'Returns one delivery.',
    access: 'guarded',
    output: { type: 'object', required: ['delivery'], properties: { delivery: DELIVERY } },
    run: (context) => {
      const delivery = deliveryNamed(context);
      return delivery ? { body: { delivery: deliveryBody(delivery) } } : { refused: unknownDelivery(context) };
    },
  },
  {
    method: 'POST',
    path: '/outbox/{id}/deliver',
    summary: 'Sends a delivery immediately, whatever the result of earlier attempts.',
    access: 'guarded',
    input: { type: 'object', additionalProperties: false },
    output: { type: 'object', required: ['delivery'], properties: { delivery: DELIVERY } },
    status: 202,
    run: (context) => {
      const { now, refuse } = context;
      const delivery = deliveryNamed(context);
      if (delivery === undefined) return { refused: unknownDelivery(context) };
      if (delivery.state === 'ready') return { refused: refuse('conflict', `${delivery.id} is already being sent.`) };
      const sent: Delivery = { ...delivery, state: 'ready', dueAt: now };
      return { ...makeReady(delivery, now), body: { delivery: deliveryBody(sent) } };
    },
  },
  {
    method: 'DELETE',
    path: '/outbox',
    summary: 'Empties the outbox. Pending deliveries are canceled.',
    access: 'guarded',
    status: 204,
    run: ({ records, now }) => ({ changes: cancelDeliveries(records, now, () => true), body: undefined }),
  },
];

const deliveryNamed = ({ path, records }: EngineEndpointContext): Delivery | undefined =>
  records.get<Delivery>(OUTBOX, path.get('id') ?? '');

const unknownDelivery = ({ path, refuse }: EngineEndpointContext): ReturnType<EngineEndpointContext['refuse']> =>
  refuse('not_found', `The outbox has no delivery ${path.get('id')}. It may have been evicted.`);
