import type { ApiPack } from '../api-pack.ts';
import type { Contract } from '../contract/contract.ts';
import type { JsonObject } from '../json.ts';
import type { JournalBounds } from '../observe/journal.ts';
import type { ResourceSettings } from '../resources/resource-settings.ts';
import type { Scenario } from '../scenario.ts';
import type { Upstream } from '../upstream/upstream.ts';

/** How much a sandbox holds on to at the most. */
export interface Bounds {
  /** Worlds open at a time. */
  readonly worlds: number;
  /** Records in each collection of a world. */
  readonly records: number;
  /** In each world. */
  readonly journal: JournalBounds;
  /** What the journals of all worlds hold together, in bytes, roughly. */
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
  /** How far resources are inferred. @default everything is */
  readonly resources?: ResourceSettings;
  /** How long a delivery waits after its first try, its second … before the next. @default 5 s, 30 s, 2 min, 10 min */
  readonly retryAfterSeconds?: readonly number[];
  /** Where all chance comes from. */
  readonly seed: string;
  readonly bounds: Bounds;
  /** A real server that answers in place of the sandbox. */
  readonly upstream?: Upstream;
  /** Told what an operator should know. */
  readonly onNotice?: (text: string) => void;
  /** Told of every bug. */
  readonly onBug?: (error: unknown) => void;
}
