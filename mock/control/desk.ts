import type { Instant } from '../exchange.ts';
import type { Sandbox } from '../sandbox.ts';
import type { World } from '../state/world.ts';
import type { ControlEndpoint } from './endpoint.ts';

/** Where a control call stands: the engine, the world that it is about, the wall's time. */
export interface ControlDesk {
  readonly sandbox: Sandbox;
  readonly world: World;
  readonly wall: Instant;
  /** The whole table, for describing it. */
  readonly endpoints: readonly ControlEndpoint[];
}
