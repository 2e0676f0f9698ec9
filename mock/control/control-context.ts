import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../control-endpoint.ts';
import type { Goals } from '../observe/coverage/coverage-goals.ts';
import type { RequestEngine } from '../request-path/decide.ts';
import type { ReloadResult } from '../settings/reload-result.ts';
import type { Instant } from '../state/instant.ts';
import type { CompletedJob } from '../state/schedule.ts';
import type { World } from '../world/world.ts';
import type { Worlds } from '../world/worlds.ts';

/** The context of a control call: the engine, the world, and the wall-clock time. */
export interface ControlContext {
  readonly engine: RequestEngine;
  readonly world: World;
  readonly worlds: Worlds;
  /** The goals that coverage is measured against. */
  readonly goals: Goals;
  readonly wall: Instant;
  /** The result of the last reload; absent: there was none. */
  readonly reload: ReloadResult | undefined;
  /** Whether contract and settings can be reloaded. */
  readonly isReloadable: boolean;
  /** All endpoints, for the OpenAPI document. */
  readonly endpoints: readonly EngineEndpoint[];
  /** Runs the jobs of the world that are due up to an instant. */
  readonly runDueJobs: (until: Instant) => readonly CompletedJob[];
}

/** What the engine's own endpoints receive: also the engine itself, for clocks, snapshots and the journal. */
export interface EngineEndpointContext extends EndpointContext {
  readonly control: ControlContext;
}

/** An endpoint of the control API: the engine's own, or one of a scenario or pack, which needs less of the context. */
export interface EngineEndpoint extends Omit<ControlEndpoint, 'run'> {
  run(context: EngineEndpointContext): ControlAnswer;
}
