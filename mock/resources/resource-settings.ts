import type { JsonObject } from '../json.ts';

/** How far the sandbox makes up what nobody has put there. */
export interface ResourceSettings {
  /** Whether paths that look like collections and items are remembered. @default true */
  readonly enabled: boolean;
  /** What a collection begins with: what the contract's own answer to a list shows, or nothing. @default "examples" */
  readonly start: 'examples' | 'empty';
  /** Whether an item that nobody has made, nor removed, is made up when it is asked for, or is not found. @default "made" */
  readonly unknown: 'made' | 'missing';
  /** Whether everyone sees all items, or each organization its own. @default "everyone" */
  readonly owner: 'everyone' | 'organization';
  /** Collections that are not remembered, by path. @default [] */
  readonly except: readonly string[];
}

export const DEFAULT_RESOURCES: ResourceSettings = {
  enabled: true,
  start: 'examples',
  unknown: 'made',
  owner: 'everyone',
  except: [],
};

/** JSON Schema of {@link ResourceSettings}. */
export const RESOURCES_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    enabled: {
      type: 'boolean',
      default: DEFAULT_RESOURCES.enabled,
      description: 'Whether collections and items, as the paths show them, are remembered.',
    },
    start: {
      enum: ['examples', 'empty'],
      default: DEFAULT_RESOURCES.start,
      description: "What a collection begins with: what the contract's own answer to a list shows, or nothing.",
    },
    unknown: {
      enum: ['made', 'missing'],
      default: DEFAULT_RESOURCES.unknown,
      description:
        'Whether an item that nobody has made, nor removed, is made up when it is asked for, or answers 404.',
    },
    owner: {
      enum: ['everyone', 'organization'],
      default: DEFAULT_RESOURCES.owner,
      description: "Whether everyone sees all items, or each caller those of its organization; others' are not found.",
    },
    except: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Collections that are not remembered, by path, such as /search.',
    },
  },
};
