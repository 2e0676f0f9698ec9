import type { JsonObject, ListedCaller, ResourceSettings } from '../mock/index.ts';
import { CALLERS_SCHEMA, DEFAULT_BOUNDS, DEFAULT_RETRY_AFTER_SECONDS, RESOURCES_SCHEMA } from '../mock/index.ts';
import type { RevDeskSettings } from '../revdesk/index.ts';
import { REVDESK_SETTINGS } from '../revdesk/index.ts';
import type { Rule } from '../scenarios/index.ts';
import { RULES_SCHEMA } from '../scenarios/index.ts';
import type { UpstreamSettings } from './upstream-settings.ts';
import { UPSTREAM_SETTINGS } from './upstream-settings.ts';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set. The same names serve in the settings file, as flags, and in the environment. */
export interface Settings {
  /** Port to listen on; 0 for any free one. @default 4010 */
  readonly port: number;
  /** Address to listen on. @default "127.0.0.1" */
  readonly host: string;
  /** Where all chance comes from: the same seed and the same requests give the same answers. @default "revdesk-sandbox" */
  readonly seed: string;
  /** When set, control calls must bring it; else they must come from this machine. */
  readonly controlToken?: string;
  /** Where the control API lies. @default "/_sandbox" */
  readonly controlPath: string;
  /** Where the API lies, such as `/v1` or `/`. @default what the contract's servers say */
  readonly basePath?: string;
  /** Host names beside loopback's under which this machine may make control calls. @default [] */
  readonly controlHosts: readonly string[];
  /** How much is logged, to stderr. @default "info" */
  readonly logLevel: LogLevel;
  /** Largest request body in bytes, after decompression. @default 1048576 */
  readonly bodyLimitBytes: number;
  /** `revdesk` for its behaviour, `none` for the contract alone. @default revdesk for the bundled contract, none for another */
  readonly pack?: 'revdesk' | 'none';
  /** Worlds open at a time. @default 1000 */
  readonly worlds: { readonly most: number };
  /** Records in each collection of a world. @default 10000 */
  readonly records: { readonly most: number };
  /**
   * What each world's journal holds, and all of them together.
   *
   * @default 1000 entries, 8 MiB; together a third of the memory that the program leaves
   */
  readonly journal: { readonly entries: number; readonly bytes: number; readonly bytesOfAll?: number };
  /** Who may call, beside the keys that a pack has. @default whoever brings a credential, where there is no pack */
  readonly callers: readonly ListedCaller[];
  /** What is remembered of an API that no pack speaks for. @default all that its paths show */
  readonly resources: ResourceSettings;
  /** About callbacks and webhooks: where they may go, and how long they wait after each try that failed. */
  readonly outgoing: { readonly allow: readonly string[]; readonly retryAfterSeconds: readonly number[] };
  /** Outcomes for requests that fit, in every world; the first that fits wins. @default [] */
  readonly rules: readonly Rule[];
  /** Settings of scenarios, by name. */
  readonly scenarios: Readonly<Record<string, JsonObject>>;
  /** A real server that answers in place of the sandbox. */
  readonly upstream: UpstreamSettings;
  /**
   * Where what the upstream answers is recorded, as settings that answer alike without it; and names of properties that hold
   * secrets, beside the usual ones.
   */
  readonly record: { readonly file?: string; readonly secrets: readonly string[] };
  /** RevDesk's own rules. */
  readonly revdesk: RevDeskSettings;
}

/** Settings as a user gives them: what is left out takes its default. */
export type GivenSettings = {
  readonly [Name in keyof Settings]?: Settings[Name] extends number | string | readonly unknown[]
    ? Settings[Name]
    : Partial<Settings[Name]>;
};

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
    seed: { type: 'string', default: 'revdesk-sandbox', description: 'Where all chance comes from.' },
    controlToken: { type: 'string', minLength: 1, description: 'When set, control calls must bring it.' },
    controlPath: {
      type: 'string',
      pattern: '^/[\\w./-]*[\\w-]$',
      default: '/_sandbox',
      description: 'Where the control API lies.',
    },
    basePath: {
      type: 'string',
      pattern: '^/[^?#~]*$',
      description: "Where the API lies, such as /v1 or /; absent: what the contract's servers say.",
    },
    controlHosts: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Host names under which control calls may be made.',
    },
    logLevel: { enum: [...LOG_LEVELS], default: 'info', description: 'How much is logged, to stderr.' },
    bodyLimitBytes: bound(1024 * 1024, 'Largest request body in bytes, after decompression.'),
    pack: { enum: ['revdesk', 'none'], description: 'Whose behaviour is added to the contract.' },
    worlds: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: { most: bound(DEFAULT_BOUNDS.worlds, 'Worlds open at a time.') },
    },
    records: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: { most: bound(DEFAULT_BOUNDS.records, 'Records in each collection of a world.') },
    },
    journal: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        entries: bound(DEFAULT_BOUNDS.journal.entries, 'Requests that a journal holds.'),
        bytes: bound(DEFAULT_BOUNDS.journal.bytes, 'Bytes that a journal holds, roughly.'),
        bytesOfAll: {
          type: 'integer',
          minimum: 1,
          description:
            'Bytes that the journals of all worlds hold together, roughly; absent: a third of the memory that the program leaves.',
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
          description: "Host names beside this machine's own that callbacks and webhooks may go to.",
        },
        retryAfterSeconds: {
          type: 'array',
          items: { type: 'number', minimum: 0, maximum: 1e6 },
          maxItems: 20,
          default: [...DEFAULT_RETRY_AFTER_SECONDS],
          description: 'How long a delivery waits after its first failed try, its second … before the next.',
        },
      },
    },
    rules: RULES_SCHEMA,
    scenarios: {
      type: 'object',
      additionalProperties: { type: 'object' },
      default: {},
      description: 'By scenario name.',
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
          description: 'Where what the upstream answers is recorded, as settings that answer alike without it.',
        },
        secrets: {
          type: 'array',
          items: { type: 'string' },
          default: [],
          description: 'Names of properties and parameters whose values are replaced there, beside the usual ones.',
        },
      },
    },
    revdesk: { ...REVDESK_SETTINGS, default: {} },
  },
};
