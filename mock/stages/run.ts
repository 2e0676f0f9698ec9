import type { Engine } from '../engine.ts';
import type { JsonObject } from '../exchange.ts';
import type { Findings } from '../findings.ts';
import type { Refuse } from '../refusal.ts';
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
