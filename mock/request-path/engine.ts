import { SETTINGS } from '../world/world.ts';
import type { ApiPack } from '../api-pack.ts';
import type { Contract } from '../contract/contract.ts';
import type { JsonObject } from '../json.ts';
import type { Resources } from '../resources/resources.ts';
import type { Scenario } from '../scenario.ts';
import type { CommittedRecords, WorldRecord } from '../state/records.ts';

/** What stays the same from request to request and from world to world. */
export interface Engine {
  readonly contract: Contract;
  readonly pack: ApiPack;
  readonly scenarios: readonly Scenario[];
  readonly resources: Resources;
  /** Settings by scenario name, as the sandbox was started with. */
  readonly configs: ReadonlyMap<string, JsonObject>;
  /** How long a delivery waits after its first try, its second … before the next. @default 5 s, 30 s, 2 min, 10 min */
  readonly retryAfterSeconds?: readonly number[];
}

/** A scenario's settings in a world: as put there over the control API, else as the sandbox was started with. */
export const configIn = ({ configs }: Engine, records: CommittedRecords, name: string): JsonObject => {
  const own = records.get(SETTINGS, name, 0) as (WorldRecord & { readonly config: JsonObject }) | undefined;
  return own?.config ?? configs.get(name) ?? {};
};
