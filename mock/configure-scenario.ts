import type { Engine } from './engine.ts';
import type { JsonObject } from './exchange.ts';
import type { Scenario } from './scenario.ts';
import type { Configured } from './settings.ts';
import { configure } from './settings.ts';

/**
 * Checks a scenario's settings against its schema and the contract, and fills in defaults.
 *
 * @param place Where they come from, for messages.
 */
export const configureScenario = (
  scenario: Scenario,
  settings: JsonObject,
  { contract, pack: { dialect } }: Pick<Engine, 'contract' | 'pack'>,
  place: string,
): Configured => {
  const configured = configure(scenario.configSchema, settings, place);
  if ('faults' in configured) return configured;
  const faults = scenario.check?.(configured.config, { contract, dialect }) ?? [];
  return faults.length === 0
    ? configured
    : { faults: faults.map(({ pointer, ...fault }) => ({ ...fault, place: place + pointer })) };
};
