import type { Goals } from '../observe/coverage-goals.ts';
import type { RequestEngine } from '../request-path/decide.ts';
import type { Instant, JsonObject } from '../exchange.ts';
import type { SetUpProblem } from '../settings/set-up-error.ts';
import type { CompletedJob } from '../state/run-due-jobs.ts';
import type { World } from '../state/world.ts';
import type { Worlds } from '../state/worlds.ts';
import type { ControlEndpoint } from './endpoint.ts';

/** A change of contract or settings while the server runs. */
export interface ReloadResult {
  /** On the wall's clock. */
  readonly at: Instant;
  /** What is wrong with it; empty: it is in force. */
  readonly faults: readonly SetUpProblem[];
}

/** Where a control call stands: the engine, the world that it is about, the wall's time. */
export interface ControlContext {
  readonly engine: RequestEngine;
  readonly world: World;
  readonly worlds: Worlds;
  /** What there is to be exercised. */
  readonly goals: Goals;
  readonly wall: Instant;
  /** How the last change of contract or settings went; absent: there was none. */
  readonly reload: ReloadResult | undefined;
  /** Whether contract and settings can be read anew. */
  readonly isReloadable: boolean;
  /** The whole table, for describing it. */
  readonly endpoints: readonly ControlEndpoint[];
  /** A scenario's settings in the world. */
  readonly settingsOf: (scenario: string) => JsonObject;
  /** Carries out what is due in the world up to an instant. */
  readonly runDueJobs: (until: Instant) => readonly CompletedJob[];
}
