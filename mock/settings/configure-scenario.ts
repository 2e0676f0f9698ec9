import type { Engine } from '../request-path/engine.ts';
import type { JsonObject } from '../json.ts';
import type { Scenario } from '../scenario.ts';
import type { CheckedSettings } from './configure.ts';
import { configure } from './configure.ts';

/**
 * Checks a scenario's settings against its schema and the contract, and fills in defaults.
 *
 * @param place Where they come from, for messages.
 */
export const configureScenario = (
  scenario: Scenario,
  settings: JsonObject,
  { contract, pack: { errorFormat } }: Pick<Engine, 'contract' | 'pack'>,
  place: string,
): CheckedSettings => {
  const configured = configure(scenario.configSchema, settings, place);
  if ('problems' in configured) return configured;
  const problems = scenario.check?.(configured.config, { contract, errorFormat }) ?? [];
  return problems.length === 0
    ? configured
    : { problems: problems.map(({ pointer, ...problem }) => ({ ...problem, place: place + pointer })) };
};
