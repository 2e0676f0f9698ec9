import type { JsonObject } from '../mock/index.ts';

/** Settings of rules that are specific to RevDesk. */
export interface RevDeskSettings {
  /** The maximum duration of a call, which is also the lifetime of a calling token. */
  readonly maxCallSeconds: number;
  readonly guardrails: {
    /** Destinations that the account may call. An empty list allows all. */
    readonly allowlist: readonly string[];
    /** How many channels the account's calls may use at a time. A bridge uses two, any other call one. */
    readonly concurrency?: number;
    readonly dailySpend?: { readonly limitCents: number; readonly centsPerMinute: number };
  };
}

export const REVDESK_SETTINGS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    maxCallSeconds: {
      type: 'integer',
      minimum: 1,
      default: 14_400,
      description:
        'The maximum duration of a call, in seconds. It is also the lifetime of a calling token (`expires_in`).',
    },
    guardrails: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'Limits that the account sets for its calls. All are off by default.',
      properties: {
        allowlist: {
          type: 'array',
          items: { type: 'string' },
          default: [],
          description: 'Destinations that may be called. An empty list allows all.',
        },
        concurrency: {
          type: 'integer',
          minimum: 1,
          description:
            'How many channels calls may use at a time. A bridge uses two, any other call one. Without a value there is no limit.',
        },
        dailySpend: {
          type: 'object',
          required: ['limitCents', 'centsPerMinute'],
          additionalProperties: false,
          description: 'The maximum cost of calls per UTC day. Without a value there is no limit.',
          properties: {
            limitCents: { type: 'number', minimum: 0, description: 'The maximum cost per day.' },
            centsPerMinute: {
              type: 'number',
              exclusiveMinimum: 0,
              description: 'The cost per minute. A started minute counts as a whole minute.',
            },
          },
        },
      },
    },
  },
};
