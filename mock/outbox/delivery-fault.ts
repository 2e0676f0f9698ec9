import type { Change, RecordView, WorldRecord } from '../state/records.ts';
import { put, remove } from '../state/records.ts';
import type { Delivery } from './delivery.ts';

/**
 * What goes wrong on a network, or is done on purpose. `duplicate`: a delivery that was taken comes once more; `tamper`: its body is
 * not the one that was signed; `hold`: it stays behind until it is released.
 */
export const DELIVERY_FAULT_KINDS = ['duplicate', 'tamper', 'hold'] as const;

export type DeliveryFaultKind = (typeof DELIVERY_FAULT_KINDS)[number];

/** A tester's order, for deliveries that are yet to be made. */
export type DeliveryFault = WorldRecord & {
  readonly kind: DeliveryFaultKind;
  /** How many deliveries it is still for. */
  readonly times: number;
};

/** The collection of {@link DeliveryFault}. */
export const DELIVERY_FAULTS = 'disturbances';

/** Each new delivery suffers the first order that stands, and uses it up by one. */
export const applyDeliveryFaults = (
  made: readonly Delivery[],
  records: RecordView,
): { readonly deliveries: readonly Delivery[]; readonly changes: readonly Change[] } => {
  const queue = [...records.list<DeliveryFault>(DELIVERY_FAULTS)];
  const changes: Change[] = [];
  const deliveries = made.map((delivery) => {
    const order = queue.shift();
    if (order === undefined) return delivery;
    const rest = { ...order, times: order.times - 1 };
    if (rest.times > 0) queue.unshift(rest);
    changes.push(rest.times > 0 ? put(DELIVERY_FAULTS, rest) : remove(DELIVERY_FAULTS, order.id));
    return EFFECTS[order.kind](delivery);
  });
  return { deliveries, changes };
};

const EFFECTS: Readonly<Record<DeliveryFaultKind, (delivery: Delivery) => Delivery>> = {
  duplicate: (delivery) => ({ ...delivery, isDuplicated: true }),
  tamper: (delivery) => ({ ...delivery, isTampered: true }),
  hold: ({ dueAt: _none, ...delivery }) => ({ ...delivery, state: 'held' }),
};

/**
 * A payload as somebody on the way might have changed it: of an object still an object, so that only a receiver who checks the
 * signature finds out.
 */
export const tampered = (payload: string): string => {
  if (!/^\{.*\}$/s.test(payload)) return `${payload} tampered`;
  return payload === '{}' ? '{"tampered":true}' : `${payload.slice(0, -1)},"tampered":true}`;
};
