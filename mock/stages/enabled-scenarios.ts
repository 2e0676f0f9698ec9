import type { JsonObject } from '../json.ts';
import type { Scenario } from '../scenario.ts';

export interface EnabledScenario {
  readonly scenario: Scenario;
  readonly config: JsonObject;
}

/** The scenarios that are not disabled, each with its settings. */
export const enabledScenarios = (
  scenarios: readonly Scenario[],
  configOf: (scenario: Scenario) => JsonObject,
): readonly EnabledScenario[] =>
  scenarios
    .map((scenario) => ({ scenario, config: configOf(scenario) }))
    .filter(({ config }) => config['enabled'] !== false);
