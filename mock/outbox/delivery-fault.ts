import type { Change, RecordView, WorldRecord } from '../state/records.ts';
import { put, remove } from '../state/records.ts';
import type { Delivery } from './delivery.ts';

/**
 * Faults of the network, or attacks, that a tester can inject. `duplicate`: a delivery that was accepted is sent again; `tamper`: its body
 * differs from the signed one; `hold`: it is not sent until it is released.
 */
export const DELIVERY_FAULT_KINDS = ['duplicate', 'tamper', 'hold'] as const;

export type DeliveryFaultKind = (typeof DELIVERY_FAULT_KINDS)[number];

/** A fault that a tester queued for future deliveries. */
export type DeliveryFault = WorldRecord & {
  readonly kind: DeliveryFaultKind;
  /** How many more deliveries it applies to. */
  readonly times: number;
};

/** The collection of {@link DeliveryFault}. */
export const DELIVERY_FAULTS = 'disturbances';

/** Each new delivery gets the first fault in the queue, and lowers its count by one. */
export const applyDeliveryFaults = (
  made: readonly Delivery[],
  records: RecordView,
): { readonly deliveries: readonly Delivery[]; readonly changes: readonly Change[] } => {
  const queue = [...records.list<DeliveryFault>(DELIVERY_FAULTS)];
  const changes: Change[] = [];
  const deliveries = made.map((delivery) => {
    const fault = queue.shift();
    if (fault === undefined) return delivery;
    const rest = { ...fault, times: fault.times - 1 };
    if (rest.times > 0) queue.unshift(rest);
    changes.push(rest.times > 0 ? put(DELIVERY_FAULTS, rest) : remove(DELIVERY_FAULTS, fault.id));
    return EFFECTS[fault.kind](delivery);
  });
  return { deliveries, changes };
};

const EFFECTS: Readonly<Record<DeliveryFaultKind, (delivery: Delivery) => Delivery>> = {
  duplicate: (delivery) => ({ ...delivery, isDuplicated: true }),
  tamper: (delivery) => ({ ...delivery, isTampered: true }),
  hold: ({ dueAt: _none, ...delivery }) => ({ ...delivery, state: 'held' }),
};

/**
 * A payload as an attacker might change it. An object stays an object, so that only a receiver that verifies the signature notices.
 */
export const tampered = (payload: string): string => {
  if (!/^\{.*\}$/s.test(payload)) return `${payload} tampered`;
  return payload === '{}' ? '{"tampered":true}' : `${payload.slice(0, -1)},"tampered":true}`;
};
