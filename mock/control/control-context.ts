import type { Goals } from '../observe/coverage-goals.ts';
import type { RequestEngine } from '../request-path/decide.ts';
import type { Instant } from '../state/instant.ts';
import type { SetUpProblem } from '../contract/document/set-up-error.ts';
import type { CompletedJob } from '../state/schedule.ts';
import type { World } from '../world/world.ts';
import type { Worlds } from '../world/worlds.ts';
import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../control-endpoint.ts';

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
  readonly endpoints: readonly EngineEndpoint[];
  /** Carries out what is due in the world up to an instant. */
  readonly runDueJobs: (until: Instant) => readonly CompletedJob[];
}

/** What an endpoint of the engine receives: beside what any endpoint does, the engine itself, for clocks, snapshots and the journal. */
export interface EngineEndpointContext extends EndpointContext {
  readonly control: ControlContext;
}

/** A row of the control API that the engine adds, or that a scenario or a pack does and that needs less. */
export interface EngineEndpoint extends Omit<ControlEndpoint, 'run'> {
  run(context: EngineEndpointContext): ControlAnswer;
}
