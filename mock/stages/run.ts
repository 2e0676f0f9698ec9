import type { Refuse } from '../api-pack.ts';
import type { Engine } from '../engine.ts';
import type { JsonObject } from '../exchange.ts';
import type { Step } from '../pipeline.ts';
import type { Refusal } from '../refusal.ts';
import type { ContractAnswers } from '../respond/contract-answers.ts';
import type { Scenario } from '../scenario.ts';
import type { Draft } from '../state/draft.ts';
import type { Draw } from '../state/draw.ts';

/** Everything that stages need to decide one exchange, beside the exchange itself. */
export interface Run extends Engine {
  readonly configOf: (scenario: Scenario) => JsonObject;
  readonly answers: ContractAnswers;
  readonly draft: Draft;
  readonly draw: Draw;
  readonly refuse: Refuse;
  readonly isInFlight: (requestId: string) => boolean;
  readonly findings: Findings;
}

/** What the journal will say about the exchange, gathered on the way. */
export interface Findings {
  readonly path: Step[];
  caller?: string;
  /** The last refusal that was worded. */
  refusal?: Refusal;
  /** The contract does not know the status that was sent. */
  undeclared?: boolean;
  forcedBy?: string;
}
