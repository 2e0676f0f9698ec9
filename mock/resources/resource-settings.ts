import type { JsonObject } from '../json.ts';

/** How the sandbox stores the resources of a contract, and which items it makes up. */
export interface ResourceSettings {
  /** Whether collections and items, as inferred from the paths, are stored. @default true */
  readonly enabled: boolean;
  /** Initial items of a collection: those of the contract's own list response, or none. @default "examples" */
  readonly start: 'examples' | 'empty';
  /** Whether a request for an item that was neither created nor removed makes one up, or gets 404. @default "made" */
  readonly unknown: 'made' | 'missing';
  /** Whether every caller sees all items, or only those of its organization. @default "everyone" */
  readonly owner: 'everyone' | 'organization';
  /** Paths of collections that are not stored. @default [] */
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
      description: 'Whether collections and items, as inferred from the paths, are stored.',
    },
    start: {
      enum: ['examples', 'empty'],
      default: DEFAULT_RESOURCES.start,
      description: "Initial items of a collection: those of the contract's own list response, or none.",
    },
    unknown: {
      enum: ['made', 'missing'],
      default: DEFAULT_RESOURCES.unknown,
      description: 'Whether a request for an item that was neither created nor removed makes one up, or gets 404.',
    },
    owner: {
      enum: ['everyone', 'organization'],
      default: DEFAULT_RESOURCES.owner,
      description: 'Whether every caller sees all items, or only those of its organization; other items get 404.',
    },
    except: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Paths of collections that are not stored, such as /search.',
    },
  },
};
