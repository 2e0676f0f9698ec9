import type { Instant } from '../state/instant.ts';
import { COUNTERS } from '../state/counters.ts';
import type { Change, RecordView } from '../state/records.ts';
import { put } from '../state/records.ts';
import type { Delivery } from './delivery.ts';
import type { Emission } from '../state/decision.ts';
import { OUTBOX } from './delivery.ts';
import { applyDeliveryFaults } from './delivery-fault.ts';

/** Emissions as deliveries that are ready to be sent, or disturbed, and the changes that put them into the outbox. */
export const enqueue = (
  emits: readonly Emission[],
  records: RecordView,
  now: Instant,
): { readonly deliveries: readonly Delivery[]; readonly changes: readonly Change[] } => {
  if (emits.length === 0) return NOTHING;
  const made = deliveryCount(records);
  const undisturbed = emits.map((emission, index) => deliveryOf(emission, `dlv_${made + index + 1}`, now));
  const { deliveries, changes } = applyDeliveryFaults(undisturbed, records);
  const counted = put(COUNTERS, { id: OUTBOX, made: made + emits.length });
  return { deliveries, changes: [...changes, ...deliveries.map((delivery) => put(OUTBOX, delivery)), counted] };
};

/** How many deliveries a world has made so far. */
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
