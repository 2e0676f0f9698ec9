import type { Json } from './json.ts';

/** `api.yaml`: the parts that all areas share. */
export interface Api {
  readonly info: Json;
  readonly server: string;
  readonly areas: readonly string[];
  /** Path parameters by name. `query` and `headers` (of responses) are also by name. */
  readonly path: Readonly<Record<string, Json>>;
  readonly query: Readonly<Record<string, Json>>;
  readonly idempotencyKey: Json;
  readonly headers: Readonly<Record<string, Json>>;
  readonly errors: Readonly<Record<string, ErrorReply>>;
  readonly schemas: Json;
}

export interface ErrorReply {
  readonly name: string;
  readonly about: string;
  readonly code: string;
  readonly message: string;
  readonly headers?: readonly string[];
}

/** One tag with its schemas and operations. */
export interface Area {
  readonly tag: string;
  readonly tagSource?: string;
  readonly about: string;
  readonly scope?: string;
  readonly security?: 'none';
  readonly schemas?: Json;
  /** By method and path: `GET /v1/calls`. */
  readonly operations: Readonly<Record<string, WrittenOperation>>;
}

export interface WrittenOperation {
  /** Whether the operation is copied unchanged from the vendor's own document. */
  readonly verbatim?: boolean;
  readonly id: string;
  readonly summary: string;
  readonly about: string;
  readonly source?: string;
  readonly deprecated?: boolean;
  /** `calls` for calls:read or calls:write depending on the method, or a full scope. */
  readonly scope?: string;
  readonly idempotent?: boolean;
  readonly query?: Json;
  readonly body?: unknown;
  readonly status?: number;
  readonly headers?: readonly string[];
  readonly data?: unknown;
  readonly meta?: string;
  /** The whole reply, if it has no `data`. */
  readonly reply?: unknown;
  /** Overrides properties of the example's `data`. */
  readonly differs?: Json;
  readonly also?: AlsoReply;
}

/** Another success with the same shape. */
export interface AlsoReply {
  readonly status: number;
  readonly about: string;
  readonly source: string;
  readonly differs: Json;
}
