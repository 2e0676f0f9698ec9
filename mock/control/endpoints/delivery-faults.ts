import type { DeliveryFault, DeliveryFaultKind } from '../../outbox/delivery-fault.ts';
import { DELIVERY_FAULT_KINDS, DELIVERY_FAULTS } from '../../outbox/delivery-fault.ts';
import { heldDeliveries, release } from '../../outbox/release.ts';
import type { RecordView } from '../../state/records.ts';
import { put, remove } from '../../state/records.ts';
import type { EngineEndpoint } from '../control-context.ts';

/** More than an outbox holds is never disturbed. */
const MAX_TIMES = 1_000;

const DELIVERY_FAULT = {
  type: 'object',
  required: ['kind', 'times'],
  properties: {
    kind: { enum: [...DELIVERY_FAULT_KINDS] },
    times: { type: 'integer', description: 'How many deliveries it is still for.' },
  },
};

const deliveryFaultBody = ({ kind, times }: Pick<DeliveryFault, 'kind' | 'times'>): object => ({ kind, times });

/** What goes wrong on the way, on demand: so that a receiver's care can be tested. */
export const deliveryFaultEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/outbox/disturbances',
    summary: 'What is to go wrong with the next deliveries, in that order.',
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
      'The next deliveries that are made come twice (duplicate), with another body than was signed (tamper), or not until released (hold).',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { enum: [...DELIVERY_FAULT_KINDS] },
        times: { type: 'integer', minimum: 1, maximum: MAX_TIMES, default: 1, description: 'For how many of them.' },
      },
    },
    output: DELIVERY_FAULT,
    status: 201,
    run: ({ input, random }) => {
      const { kind, times } = input as { readonly kind: DeliveryFaultKind; readonly times: number };
      const order: DeliveryFault = { id: random.id('dst_'), kind, times };
      return { changes: [put(DELIVERY_FAULTS, order)], body: deliveryFaultBody(order) };
    },
  },
  {
    method: 'DELETE',
    path: '/outbox/disturbances',
    summary: 'The next deliveries leave as they should; what is held stays held.',
    access: 'guarded',
    status: 204,
    run: ({ records }) => ({ changes: withoutFaults(records), body: undefined }),
  },
  {
    method: 'POST',
    path: '/outbox/release',
    summary: 'Sends what is held, one after the other, as held or in reverse, and holds nothing more.',
    access: 'guarded',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: { order: { enum: ['as held', 'reversed'], default: 'as held' } },
    },
    output: {
      type: 'object',
      required: ['released'],
      properties: { released: { type: 'array', items: { type: 'string' }, description: 'Ids, in order of leaving.' } },
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
    .filter((order) => kind === undefined || order.kind === kind)
    .map(({ id }) => remove(DELIVERY_FAULTS, id));
