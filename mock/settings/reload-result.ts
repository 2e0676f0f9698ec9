import type { SetUpProblem } from '../contract/document/set-up-error.ts';
import type { Instant } from '../state/instant.ts';

/** A change of contract or settings while the server runs. */
export interface ReloadResult {
  /** On the wall's clock. */
  readonly at: Instant;
  /** What is wrong with it; empty: it is in force. */
  readonly faults: readonly SetUpProblem[];
}
