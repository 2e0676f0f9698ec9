import type { ApiPack } from '../api-pack.ts';
import type { Contract } from '../contract/contract.ts';
import type { JsonObject } from '../json.ts';
import type { JournalBounds } from '../observe/journal.ts';
import type { ResourceSettings } from '../resources/resource-settings.ts';
import type { Scenario } from '../scenario.ts';
import type { Upstream } from '../upstream/upstream.ts';

/** How much a sandbox keeps at most. */
export interface Bounds {
  /** Worlds open at a time. */
  readonly worlds: number;
  /** Records in each collection of a world. */
  readonly records: number;
  /** In each world. */
  readonly journal: JournalBounds;
  /** Of the journals of all worlds together, in approximate bytes. */
  readonly sharedJournalBytes: number;
}

export const DEFAULT_BOUNDS: Bounds = {
  worlds: 1_000,
  records: 10_000,
  journal: { entries: 1_000, bytes: 8 * 1024 * 1024 },
  sharedJournalBytes: 256 * 1024 * 1024,
};

export interface SandboxOptions {
  readonly contract: Contract;
  readonly pack: ApiPack;
  /** In the order in which they wrap each other, outermost first. */
  readonly scenarios: readonly Scenario[];
  /** Settings by scenario name, complete and checked. */
  readonly configs: ReadonlyMap<string, JsonObject>;
  /** Which resources are inferred from the contract's paths. @default all */
  readonly resources?: ResourceSettings;
  /** Seconds between a failed attempt to deliver and the next one: after the first attempt, the second, … @default 5 s, 30 s, 2 min, 10 min */
  readonly retryAfterSeconds?: readonly number[];
  /** Seed for generated values and ids. */
  readonly seed: string;
  readonly bounds: Bounds;
  /** A real server that answers in place of the sandbox. */
  readonly upstream?: Upstream;
  /** Called with messages for the operator. */
  readonly onNotice?: (text: string) => void;
  /** Called with each error that is a bug of the sandbox. */
  readonly onBug?: (error: unknown) => void;
}
