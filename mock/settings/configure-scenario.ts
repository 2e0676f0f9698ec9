import type { ApiPack } from '../api-pack.ts';
import type { Contract } from '../contract/contract.ts';
import type { JsonObject } from '../json.ts';
import type { Scenario } from '../scenario.ts';
import type { CheckedSettings } from './configure.ts';
import { configure } from './configure.ts';

/** What the settings must agree with. */
interface ServedApi {
  readonly contract: Contract;
  readonly pack: Pick<ApiPack, 'errorFormat'>;
}

/**
 * Checks a scenario's settings against its schema and the contract, and fills in defaults.
 *
 * @param place Where the settings come from, for messages.
 */
export const configureScenario = (
  scenario: Scenario,
  settings: JsonObject,
  { contract, pack: { errorFormat } }: ServedApi,
  place: string,
): CheckedSettings => {
  const configured = configure(scenario.configSchema, settings, place);
  if ('problems' in configured) return configured;
  const problems = scenario.check?.(configured.config, { contract, errorFormat }) ?? [];
  return problems.length === 0
    ? configured
    : { problems: problems.map(({ pointer, ...problem }) => ({ ...problem, place: place + pointer })) };
};
