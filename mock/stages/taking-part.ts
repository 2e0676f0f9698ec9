import type { JsonObject } from '../exchange.ts';
import type { Scenario } from '../scenario.ts';

export interface Participant {
  readonly scenario: Scenario;
  readonly config: JsonObject;
}

/** The scenarios that are not switched off, each with its settings. */
export const takingPart = (
  scenarios: readonly Scenario[],
  configOf: (scenario: Scenario) => JsonObject,
): readonly Participant[] =>
  scenarios
    .map((scenario) => ({ scenario, config: configOf(scenario) }))
    .filter(({ config }) => config['enabled'] !== false);
