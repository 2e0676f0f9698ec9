import type { JsonObject, ListedCaller, ResourceSettings } from '../mock/index.ts';
import {
  CALLERS_SCHEMA,
  DEFAULT_BOUNDS,
  DEFAULT_RETRY_AFTER_SECONDS,
  isObject,
  RESOURCES_SCHEMA,
} from '../mock/index.ts';
import type { RevDeskSettings } from '../revdesk/index.ts';
import { REVDESK_SETTINGS } from '../revdesk/index.ts';
import type { Rule } from '../scenarios/index.ts';
import { RULES_SCHEMA } from '../scenarios/index.ts';
import type { UpstreamSettings } from './upstream-settings.ts';
import { UPSTREAM_SETTINGS } from './upstream-settings.ts';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** All settings. Their names are the same in the settings file, as flags, and in the environment. */
export interface Settings {
  /** Port to listen on; 0 for any free one. @default 4010 */
  readonly port: number;
  /** Address to listen on. @default "127.0.0.1" */
  readonly host: string;
  /** Seed for generated values: the same seed and the same requests give the same replies. @default "revdesk-sandbox" */
  readonly seed: string;
  /** If set, control calls must send it; otherwise they must come from this machine. */
  readonly controlToken?: string;
  /** Path of the control API. @default "/_sandbox" */
  readonly controlPath: string;
  /** Path of the API, such as `/v1` or `/`. @default the path of the contract's servers */
  readonly basePath?: string;
  /** Host names, in addition to the loopback names, under which this machine may make control calls. @default [] */
  readonly controlHosts: readonly string[];
  /** How much is logged, to stderr. @default "info" */
  readonly logLevel: LogLevel;
  /** Maximum size of a request body in bytes, after decompression. @default 1048576 */
  readonly bodyLimitBytes: number;
  /** `revdesk` adds its behavior, `none` uses the contract alone. @default revdesk for the bundled contract, none for another */
  readonly pack?: 'revdesk' | 'none';
  /** Maximum number of open worlds. @default 1000 */
  readonly worlds: { readonly max: number };
  /** Maximum number of records in each collection of a world. @default 10000 */
  readonly records: { readonly max: number };
  /**
   * Maximum size of each world's journal, and of all of them together.
   *
   * @default 1000 entries, 8 MiB; together a third of the memory that the program does not use
   */
  readonly journal: { readonly entries: number; readonly bytes: number; readonly bytesOfAll?: number };
  /** Callers, in addition to the keys of the pack. @default without a pack, any credential is accepted */
  readonly callers: readonly ListedCaller[];
  /** What is stored for an API without a pack. @default every resource that its paths imply */
  readonly resources: ResourceSettings;
  /** For callbacks and webhooks: the hosts they may be sent to, and the wait after each failed attempt. */
  readonly outgoing: { readonly allow: readonly string[]; readonly retryAfterSeconds: readonly number[] };
  /** Outcomes for matching requests, in every world; the first matching rule applies. @default [] */
  readonly rules: readonly Rule[];
  /** Settings of scenarios, by name. */
  readonly scenarios: Readonly<Record<string, JsonObject>>;
  /** A real server that answers instead of the sandbox. */
  readonly upstream: UpstreamSettings;
  /**
   * The file that records the upstream's replies, as rules that give the same replies without it; and names of properties that
   * hold secrets, in addition to the usual ones.
   */
  readonly record: { readonly file?: string; readonly secrets: readonly string[] };
  /** Settings of the RevDesk pack. */
  readonly revdesk: RevDeskSettings;
}

/** Settings as a user passes them. Those that are left out have their default. */
export type GivenSettings = {
  readonly [Name in keyof Settings]?: Settings[Name] extends number | string | readonly unknown[]
    ? Settings[Name]
    : Partial<Settings[Name]> & (Name extends 'worlds' | 'records' ? DeprecatedMost : unknown);
};

interface DeprecatedMost {
  /** @deprecated Use `max`. */
  readonly most?: number;
}

const DEPRECATED_MOST: JsonObject = {
  type: 'integer',
  minimum: 1,
  deprecated: true,
  description: 'Deprecated. Use max.',
};

/** The settings with deprecated names replaced by the current ones. A current name takes precedence. */
export const withCurrentSettings = (given: JsonObject): JsonObject => {
  const { worlds, records } = given;
  return {
    ...given,
    ...(isObject(worlds) && { worlds: withMax(worlds) }),
    ...(isObject(records) && { records: withMax(records) }),
  };
};

const withMax = ({ most, ...rest }: JsonObject): JsonObject => (most === undefined ? rest : { max: most, ...rest });

const bound = (value: number, description: string): JsonObject => ({
  type: 'integer',
  minimum: 1,
  default: value,
  description,
});

export const SETTINGS_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    port: {
      type: 'integer',
      minimum: 0,
      maximum: 65_535,
      default: 4010,
      description: 'Port to listen on; 0 for any free one.',
    },
    host: { type: 'string', minLength: 1, default: '127.0.0.1', description: 'Address to listen on.' },
    seed: { type: 'string', default: 'revdesk-sandbox', description: 'Seed for generated values.' },
    controlToken: { type: 'string', minLength: 1, description: 'If set, control calls must send it.' },
    controlPath: {
      type: 'string',
      pattern: '^/[\\w./-]*[\\w-]$',
      default: '/_sandbox',
      description: 'Path of the control API.',
    },
    basePath: {
      type: 'string',
      pattern: '^/[^?#~]*$',
      description: "Path of the API, such as /v1 or /; absent: the path of the contract's servers.",
    },
    controlHosts: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Host names under which control calls may be made.',
    },
    logLevel: { enum: [...LOG_LEVELS], default: 'info', description: 'How much is logged, to stderr.' },
    bodyLimitBytes: bound(1024 * 1024, 'Maximum size of a request body in bytes, after decompression.'),
    pack: { enum: ['revdesk', 'none'], description: 'The pack that adds behavior to the contract.' },
    worlds: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: { max: bound(DEFAULT_BOUNDS.worlds, 'Maximum number of open worlds.'), most: DEPRECATED_MOST },
    },
    records: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        max: bound(DEFAULT_BOUNDS.records, 'Maximum number of records in each collection of a world.'),
        most: DEPRECATED_MOST,
      },
    },
    journal: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        entries: bound(DEFAULT_BOUNDS.journal.entries, 'Maximum number of requests in a journal.'),
        bytes: bound(DEFAULT_BOUNDS.journal.bytes, 'Maximum size of a journal, in bytes (approximate).'),
        bytesOfAll: {
          type: 'integer',
          minimum: 1,
          description:
            'Maximum size of the journals of all worlds together, in bytes (approximate); absent: a third of the memory that the program does not use.',
        },
      },
    },
    callers: CALLERS_SCHEMA,
    resources: RESOURCES_SCHEMA,
    outgoing: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        allow: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          default: [],
          description: 'Host names to which callbacks and webhooks may be sent, in addition to those of this machine.',
        },
        retryAfterSeconds: {
          type: 'array',
          items: { type: 'number', minimum: 0, maximum: 1e6 },
          maxItems: 20,
          default: [...DEFAULT_RETRY_AFTER_SECONDS],
          description: 'Seconds that a delivery waits after its first failed attempt, its second …, before the next.',
        },
      },
    },
    rules: RULES_SCHEMA,
    scenarios: {
      type: 'object',
      additionalProperties: { type: 'object' },
      default: {},
      description: 'Settings of scenarios, by name.',
    },
    upstream: UPSTREAM_SETTINGS,
    record: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        file: {
          type: 'string',
          minLength: 1,
          description: "The file that records the upstream's replies, as rules that give the same replies without it.",
        },
        secrets: {
          type: 'array',
          items: { type: 'string' },
          default: [],
          description:
            'Names of properties and parameters whose values are replaced in the recording, in addition to the usual ones.',
        },
      },
    },
    revdesk: { ...REVDESK_SETTINGS, default: {} },
  },
};
