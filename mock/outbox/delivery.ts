import type { Decision, Emission } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import type { WorldRecord } from '../state/records.ts';
import { put, remove } from '../state/records.ts';
import { jobId, SCHEDULE } from '../state/schedule.ts';

export const DELIVERY_STATES = ['ready', 'waiting', 'held', 'delivered', 'failed'] as const;

/** One attempt to deliver. */
export interface Attempt {
  /** When it was due, on the world's clock. */
  readonly at: Instant;
  /** What the target answered. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly error?: string;
}

/**
 * A request in the outbox. `ready`: the shell may send it now; `waiting`: it has a retry scheduled; `held`: a tester must release it;
 * `delivered` and `failed`: it is not sent again.
 */
export type Delivery = WorldRecord &
  Emission & {
    readonly headers: Readonly<Record<string, string>>;
    readonly createdAt: Instant;
    readonly state: (typeof DELIVERY_STATES)[number];
    /** When the next attempt is due; absent if there is none. */
    readonly dueAt?: Instant;
    readonly attempts: readonly Attempt[];
    /** Whether it is sent again after it was accepted. */
    readonly isDuplicated?: boolean;
    /** Whether the body that is sent differs from the signed one. */
    readonly isTampered?: boolean;
    /** Ids of held deliveries that are sent after this one's attempt, in this order. */
    readonly followers?: readonly string[];
  };

export const OUTBOX = 'outbox';

/** The kind of job that retries a delivery. */
export const DELIVER = 'deliver';

/** The result of one attempt. */
export type AttemptResult = Omit<Attempt, 'at'>;

/** Makes a delivery ready to be sent, whatever its state. */
export const makeReady = (delivery: Delivery, at: Instant): Decision => ({
  changes: [
    remove(SCHEDULE, jobId(DELIVER, delivery.id)),
    put(OUTBOX, { ...delivery, state: 'ready', dueAt: at } satisfies Delivery),
  ],
});
