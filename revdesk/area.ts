import type { Change, ControlEndpoint, JobHandler, Handler } from '../mock/index.ts';

/** A part of RevDesk's API: its operation handlers, its seed records, its scheduled jobs and its control endpoints. */
export interface Area {
  /** By operation id. */
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly seed?: readonly Change[];
  /** By job kind. */
  readonly jobHandlers?: Readonly<Record<string, JobHandler>>;
  readonly controls?: readonly ControlEndpoint[];
  /** Notes for testers, one sentence each, by contract tag. They appear on the generated reference page. */
  readonly notes?: Readonly<Record<string, readonly string[]>>;
}
