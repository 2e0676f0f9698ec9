import type { JsonObject } from '../mock/index.ts';

/** How RevDesk's own rules are set. */
export interface RevDeskSettings {
  /** The longest a call may last, and so the life of a calling token. */
  readonly maxCallSeconds: number;
  readonly guardrails: {
    /** Destinations that the account may call; empty: any. */
    readonly allowlist: readonly string[];
    /** Calls that may be in progress at a time. */
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
      description: 'The longest a call may last, in seconds; a calling token lives as long (`expires_in`).',
    },
    guardrails: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'What the account allows itself. All are off by default.',
      properties: {
        allowlist: {
          type: 'array',
          items: { type: 'string' },
          default: [],
          description: 'Destinations that may be called; empty: any.',
        },
        concurrency: {
          type: 'integer',
          minimum: 1,
          description: 'Calls that may be in progress at a time; absent: any number.',
        },
        dailySpend: {
          type: 'object',
          required: ['limitCents', 'centsPerMinute'],
          additionalProperties: false,
          description: 'What calls may cost in a UTC day; absent: anything.',
          properties: {
            limitCents: { type: 'number', minimum: 0, description: 'The most that a day may cost.' },
            centsPerMinute: {
              type: 'number',
              exclusiveMinimum: 0,
              description: 'What a minute costs, begun minutes counting whole.',
            },
          },
        },
      },
    },
  },
};
