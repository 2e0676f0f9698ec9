import type { Reply } from './exchange.ts';
import type { Emission } from './outbox/delivery.ts';
import type { Job } from './state/schedule.ts';
import type { Change } from './state/records.ts';

/** What a handler or a scenario wants to happen. Nothing has happened yet: only the shell applies it. */
export interface Decision {
  readonly changes?: readonly Change[];
  readonly schedule?: readonly Job[];
  /** Requests that are to leave the sandbox. The outbox keeps them, the shell sends them. */
  readonly emits?: readonly Emission[];
}

export interface Outcome extends Decision {
  readonly reply: Reply;
}
