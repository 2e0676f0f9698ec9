import type { Extension } from './compose.ts';
import type { GivenSettings } from './settings.ts';

export interface StartOptions extends GivenSettings {
  /** An OpenAPI document, JSON or YAML: a file or URL. @default the bundled RevDesk contract */
  readonly contract?: string;
  /** Extensions in code: a pack for the API, and scenarios in addition to the built-in ones. */
  readonly extend?: Extension;
  /** The wall clock, in epoch milliseconds. Each world has its own clock, which starts from it. @default Date.now */
  readonly wallClock?: () => number;
}
