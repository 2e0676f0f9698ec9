import type { StageTrace } from '../pipeline.ts';
import type { Refusal } from '../refusal.ts';
import type { Drift } from './drift.ts';

/** What the journal will contain about an exchange. Collected step by step, so that it is kept if a bug occurs. */
export interface Trace extends StageTrace {
  /** A description of the caller; absent if no caller was recognized. */
  caller?: string;
  /** The last refusal that was created. */
  refusal?: Refusal;
  /** Whether the contract does not declare the status that was sent. */
  undeclared?: boolean;
  /** The override, rule, preference or magic value that forced the outcome. */
  forcedBy?: string;
  /** Present if the upstream answered: contract violations in the exchange with it. */
  drift?: readonly Drift[];
}
