import type { Extension } from './compose.ts';
import type { GivenSettings } from './settings.ts';

export interface StartOptions extends GivenSettings {
  /** An OpenAPI document, JSON or YAML: a file or URL. @default the bundled RevDesk contract */
  readonly contract?: string;
  /** What is added in code: a pack for the API, scenarios beside those that there are. */
  readonly extend?: Extension;
  /** The clock on the wall, in epoch milliseconds; worlds run on clocks of their own that start with it. @default Date.now */
  readonly wallClock?: () => number;
}
