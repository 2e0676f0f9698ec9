import type { Disturbance, DisturbanceKind } from '../../outbox/disturbance.ts';
import { DISTURBANCE_KINDS, DISTURBANCES } from '../../outbox/disturbance.ts';
import { heldIn, released } from '../../outbox/release.ts';
import type { RecordView } from '../../state/records.ts';
import { put, remove } from '../../state/records.ts';
import type { ControlEndpoint } from '../endpoint.ts';

/** More than an outbox holds is never disturbed. */
const MOST_TIMES = 1_000;

const DISTURBANCE = {
  type: 'object',
  required: ['kind', 'times'],
  properties: {
    kind: { enum: [...DISTURBANCE_KINDS] },
    times: { type: 'integer', description: 'How many deliveries it is still for.' },
  },
};

const disturbanceBody = ({ kind, times }: Pick<Disturbance, 'kind' | 'times'>): object => ({ kind, times });

/** What goes wrong on the way, on demand: so that a receiver's care can be tested. */
export const disturbanceEndpoints: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/outbox/disturbances',
    summary: 'What is to go wrong with the next deliveries, in that order.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['disturbances'],
      properties: { disturbances: { type: 'array', items: DISTURBANCE } },
    },
    run: ({ records }) => ({
      body: { disturbances: records.list<Disturbance>(DISTURBANCES).map(disturbanceBody) },
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
        kind: { enum: [...DISTURBANCE_KINDS] },
        times: { type: 'integer', minimum: 1, maximum: MOST_TIMES, default: 1, description: 'For how many of them.' },
      },
    },
    output: DISTURBANCE,
    status: 201,
    run: ({ input, draw }) => {
      const { kind, times } = input as { readonly kind: DisturbanceKind; readonly times: number };
      const order: Disturbance = { id: draw.id('dst_'), kind, times };
      return { changes: [put(DISTURBANCES, order)], body: disturbanceBody(order) };
    },
  },
  {
    method: 'DELETE',
    path: '/outbox/disturbances',
    summary: 'The next deliveries leave as they should; what is held stays held.',
    access: 'guarded',
    status: 204,
    run: ({ records }) => ({ changes: withoutOrders(records), body: undefined }),
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
      const held = heldIn(records).map(({ id }) => id);
      const ids = order === 'reversed' ? held.toReversed() : held;
      const { changes = [] } = released(ids, records, now);
      return { changes: [...changes, ...withoutOrders(records, 'hold')], body: { released: ids } };
    },
  },
];

const withoutOrders = (records: RecordView, kind?: DisturbanceKind): readonly ReturnType<typeof remove>[] =>
  records
    .list<Disturbance>(DISTURBANCES)
    .filter((order) => kind === undefined || order.kind === kind)
    .map(({ id }) => remove(DISTURBANCES, id));
