import type { Change, ControlEndpoint, JobHandler, Handler } from '../mock/index.ts';

/** A part of RevDesk's API: what its operations do, what a fresh world holds of it, and what happens to that by itself. */
export interface Area {
  /** By operation id. */
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly seed?: readonly Change[];
  /** By kind of what falls due. */
  readonly jobHandlers?: Readonly<Record<string, JobHandler>>;
  readonly controls?: readonly ControlEndpoint[];
  /** What a tester should know, a sentence each, by the contract's tag; for the generated page. */
  readonly notes?: Readonly<Record<string, readonly string[]>>;
}
