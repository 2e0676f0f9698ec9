import type { Attempt, Delivery } from '../../outbox/delivery.ts';
import { DELIVERY_STATES, OUTBOX, makeReady } from '../../outbox/delivery.ts';
import { cancelDeliveries } from '../../outbox/cancel-deliveries.ts';
import type { EngineEndpoint, EngineEndpointContext } from '../control-context.ts';

const INSTANT = { type: 'string', format: 'date-time' };

/** JSON Schema of {@link deliveryBody}. */
export const DELIVERY = {
  type: 'object',
  required: ['id', 'about', 'state', 'url', 'method', 'headers', 'body', 'created', 'due', 'attempts'],
  properties: {
    id: { type: 'string', description: 'As in the header Sandbox-Delivery.' },
    about: { type: 'string', description: 'What it tells of.' },
    state: { enum: [...DELIVERY_STATES] },
    url: { type: 'string' },
    method: { type: 'string' },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    body: { description: 'Null if it has none.' },
    isDuplicated: { type: 'boolean', description: 'Whether it is sent once more when it has been taken.' },
    isTampered: { type: 'boolean', description: 'Whether another body is sent than the one that was signed.' },
    created: INSTANT,
    due: { type: ['string', 'null'], format: 'date-time', description: 'When the next try is due, if there is one.' },
    attempts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['at'],
        properties: {
          at: INSTANT,
          status: { type: 'integer', description: 'What the target answered.' },
          error: { type: 'string', description: 'Why there was no answer.' },
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

/** About what leaves the world: callbacks, webhooks, and what the pack sends. */
export const outboxEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/outbox',
    summary: 'What left or is to leave the sandbox, oldest first, with each try to deliver it.',
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
    summary: 'One delivery.',
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
    summary: 'Sends a delivery now, whatever came of it so far.',
    access: 'guarded',
    input: { type: 'object', additionalProperties: false },
    output: { type: 'object', required: ['delivery'], properties: { delivery: DELIVERY } },
    status: 202,
    run: (context) => {
      const { now, refuse } = context;
      const delivery = deliveryNamed(context);
      if (delivery === undefined) return { refused: unknownDelivery(context) };
      if (delivery.state === 'ready') return { refused: refuse('conflict', `${delivery.id} is on its way already.`) };
      const sent: Delivery = { ...delivery, state: 'ready', dueAt: now };
      return { ...makeReady(delivery, now), body: { delivery: deliveryBody(sent) } };
    },
  },
  {
    method: 'DELETE',
    path: '/outbox',
    summary: 'Empties the outbox: what has not left, never will.',
    access: 'guarded',
    status: 204,
    run: ({ records, now }) => ({ changes: cancelDeliveries(records, now, () => true), body: undefined }),
  },
];

const deliveryNamed = ({ path, records }: EngineEndpointContext): Delivery | undefined =>
  records.get<Delivery>(OUTBOX, path.get('id') ?? '');

const unknownDelivery = ({ path, refuse }: EngineEndpointContext): ReturnType<EngineEndpointContext['refuse']> =>
  refuse('not_found', `The outbox holds no ${path.get('id')}; it may have made room for others.`);
