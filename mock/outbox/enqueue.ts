import { COUNTERS } from '../state/counters.ts';
import type { Emission } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import type { Change, RecordView } from '../state/records.ts';
import { put } from '../state/records.ts';
import { applyDeliveryFaults } from './delivery-fault.ts';
import type { Delivery } from './delivery.ts';
import { OUTBOX } from './delivery.ts';

/** Turns emissions into deliveries, applies queued delivery faults, and returns the changes that put them into the outbox. */
export const enqueue = (
  emits: readonly Emission[],
  records: RecordView,
  now: Instant,
): { readonly deliveries: readonly Delivery[]; readonly changes: readonly Change[] } => {
  if (emits.length === 0) return NOTHING;
  const made = deliveryCount(records);
  const created = emits.map((emission, index) => deliveryOf(emission, `dlv_${made + index + 1}`, now));
  const { deliveries, changes } = applyDeliveryFaults(created, records);
  const counted = put(COUNTERS, { id: OUTBOX, made: made + emits.length });
  return { deliveries, changes: [...changes, ...deliveries.map((delivery) => put(OUTBOX, delivery)), counted] };
};

/** How many deliveries a world has created so far. */
export const deliveryCount = (records: RecordView): number => Number(records.get(COUNTERS, OUTBOX)?.['made'] ?? 0);

const NOTHING = { deliveries: [], changes: [] } as const;

const deliveryOf = (emission: Emission, id: string, now: Instant): Delivery => ({
  ...emission,
  headers: emission.headers ?? {},
  id,
  createdAt: now,
  state: 'ready',
  dueAt: now,
  attempts: [],
});
