import type { DeliveryFault, DeliveryFaultKind } from '../../outbox/delivery-fault.ts';
import { DELIVERY_FAULT_KINDS, DELIVERY_FAULTS } from '../../outbox/delivery-fault.ts';
import { heldDeliveries, release } from '../../outbox/release.ts';
import type { RecordView } from '../../state/records.ts';
import { put, remove } from '../../state/records.ts';
import type { EngineEndpoint } from '../control-context.ts';

/** A fault cannot apply to more deliveries than an outbox holds. */
const MAX_TIMES = 1_000;

const DELIVERY_FAULT = {
  type: 'object',
  required: ['kind', 'times'],
  properties: {
    kind: { enum: [...DELIVERY_FAULT_KINDS] },
    times: { type: 'integer', description: 'How many more deliveries it applies to.' },
  },
};

const deliveryFaultBody = ({ kind, times }: Pick<DeliveryFault, 'kind' | 'times'>): object => ({ kind, times });

/** Endpoints for delivery faults, which test how a receiver handles unreliable deliveries. */
export const deliveryFaultEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/outbox/disturbances',
    summary: 'Lists the faults for the next deliveries, in order.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['disturbances'],
      properties: { disturbances: { type: 'array', items: DELIVERY_FAULT } },
    },
    run: ({ records }) => ({
      body: { disturbances: records.list<DeliveryFault>(DELIVERY_FAULTS).map(deliveryFaultBody) },
    }),
  },
  {
    method: 'POST',
    path: '/outbox/disturbances',
    summary:
      'Adds a fault for the next deliveries: sent twice (duplicate), with a body other than the signed one (tamper), or held until released (hold).',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { enum: [...DELIVERY_FAULT_KINDS] },
        times: {
          type: 'integer',
          minimum: 1,
          maximum: MAX_TIMES,
          default: 1,
          description: 'How many deliveries it applies to.',
        },
      },
    },
    output: DELIVERY_FAULT,
    status: 201,
    run: ({ input, random }) => {
      const { kind, times } = input as { readonly kind: DeliveryFaultKind; readonly times: number };
      const fault: DeliveryFault = { id: random.id('dst_'), kind, times };
      return { changes: [put(DELIVERY_FAULTS, fault)], body: deliveryFaultBody(fault) };
    },
  },
  {
    method: 'DELETE',
    path: '/outbox/disturbances',
    summary: 'Removes the faults for the next deliveries. Held deliveries stay held.',
    access: 'guarded',
    status: 204,
    run: ({ records }) => ({ changes: withoutFaults(records), body: undefined }),
  },
  {
    method: 'POST',
    path: '/outbox/release',
    summary: 'Sends the held deliveries one after the other, in order or reversed, and holds no further ones.',
    access: 'guarded',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: { order: { enum: ['as held', 'reversed'], default: 'as held' } },
    },
    output: {
      type: 'object',
      required: ['released'],
      properties: {
        released: {
          type: 'array',
          items: { type: 'string' },
          description: 'Delivery ids, in the order in which they are sent.',
        },
      },
    },
    status: 202,
    run: ({ input, records, now }) => {
      const { order } = input as { readonly order: 'as held' | 'reversed' };
      const held = heldDeliveries(records).map(({ id }) => id);
      const ids = order === 'reversed' ? held.toReversed() : held;
      const { changes = [] } = release(ids, records, now);
      return { changes: [...changes, ...withoutFaults(records, 'hold')], body: { released: ids } };
    },
  },
];

const withoutFaults = (records: RecordView, kind?: DeliveryFaultKind): readonly ReturnType<typeof remove>[] =>
  records
    .list<DeliveryFault>(DELIVERY_FAULTS)
    .filter((fault) => kind === undefined || fault.kind === kind)
    .map(({ id }) => remove(DELIVERY_FAULTS, id));
