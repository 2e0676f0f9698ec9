import type { EndpointContext } from '../control-endpoint.ts';
import { configIn } from '../request-path/engine.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Instant } from '../state/instant.ts';
import type { World } from '../world/world.ts';
import type { EngineEndpoint, EngineEndpointContext } from './control-context.ts';

/** What the router reads from the call. */
type CallParts = Pick<EndpointContext, 'input' | 'path' | 'query' | 'records' | 'now' | 'random' | 'refuse'> & {
  readonly tokenBearer: EndpointContext['tokenBearer'] | undefined;
};

/** The sandbox and the world that handle the call. */
interface CallTarget {
  readonly sandbox: Sandbox;
  readonly world: World;
  readonly wall: Instant;
  readonly endpoints: readonly EngineEndpoint[];
}

/** What an endpoint receives for one call. The engine's own endpoints also receive the engine. */
export const endpointContext = (
  { tokenBearer, ...parts }: CallParts,
  { sandbox, world, wall, endpoints }: CallTarget,
): EngineEndpointContext => {
  const { engine } = sandbox;
  const settingsOf = (scenario: string) => configIn(engine, world, scenario);
  return {
    ...parts,
    ...(tokenBearer && { tokenBearer, holder: tokenBearer }),
    contract: engine.contract,
    errorFormat: engine.pack.errorFormat,
    settingsOf,
    draw: parts.random,
    desk: { engine, settingsOf },
    control: {
      engine,
      reload: sandbox.lastReload,
      isReloadable: sandbox.reload !== undefined,
      world,
      worlds: sandbox.worlds,
      goals: sandbox.goals,
      wall,
      endpoints,
      runDueJobs: (until) => sandbox.runDueJobs(world, until),
    },
  };
};
