import type { StageResult } from '../pipeline.ts';
import type { Refusal } from '../refusal.ts';
import type { Drift } from './drift.ts';

/** What the journal will say about an exchange, gathered on the way: so that what is known survives a bug. */
export interface Trace {
  readonly path: StageResult[];
  /** Who called, in words; absent if nobody was recognised. */
  caller?: string;
  /** The last refusal that was worded. */
  refusal?: Refusal;
  /** The contract does not know the status that was sent. */
  undeclared?: boolean;
  /** Which override, rule, preference or magic value asked for the outcome. */
  forcedBy?: string;
  /** There if the upstream answered: what breaks the contract in the exchange with it. */
  drift?: readonly Drift[];
}
