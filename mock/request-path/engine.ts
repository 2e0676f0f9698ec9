import type { ApiPack } from '../api-pack.ts';
import type { Contract } from '../contract/contract.ts';
import type { JsonObject } from '../json.ts';
import type { Resources } from '../resources/resources.ts';
import type { Scenario } from '../scenario.ts';
import type { CommittedRecords, WorldRecord } from '../state/records.ts';
import { SETTINGS } from '../world/world.ts';

/** What all requests and worlds share. */
export interface Engine {
  readonly contract: Contract;
  readonly pack: ApiPack;
  readonly scenarios: readonly Scenario[];
  readonly resources: Resources;
  /** Settings by scenario name, from the start of the sandbox. */
  readonly configs: ReadonlyMap<string, JsonObject>;
  /** Seconds between a failed attempt to deliver and the next one: after the first attempt, the second, … @default 5 s, 30 s, 2 min, 10 min */
  readonly retryAfterSeconds?: readonly number[];
}

/** A scenario's settings in a world: those set over the control API, else those from the start of the sandbox. */
export const configIn = ({ configs }: Engine, records: CommittedRecords, name: string): JsonObject => {
  const own = records.get(SETTINGS, name, 0) as (WorldRecord & { readonly config: JsonObject }) | undefined;
  return own?.config ?? configs.get(name) ?? {};
};
