import type { Json } from './json.ts';

/** `api.yaml`: what all areas share. */
export interface Api {
  readonly info: Json;
  readonly server: string;
  readonly areas: readonly string[];
  /** Path and query parameters, by name; headers of answers, likewise. */
  readonly path: Readonly<Record<string, Json>>;
  readonly query: Readonly<Record<string, Json>>;
  readonly idempotencyKey: Json;
  readonly headers: Readonly<Record<string, Json>>;
  readonly errors: Readonly<Record<string, ErrorAnswer>>;
  readonly schemas: Json;
}

export interface ErrorAnswer {
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
  /** Taken from the vendor's own document, word for word. */
  readonly verbatim?: boolean;
  readonly id: string;
  readonly summary: string;
  readonly about: string;
  readonly source?: string;
  readonly deprecated?: boolean;
  /** `calls` for calls:read or calls:write by the method, or a scope in full. */
  readonly scope?: string;
  readonly idempotent?: boolean;
  readonly query?: Json;
  readonly body?: unknown;
  readonly status?: number;
  readonly headers?: readonly string[];
  readonly data?: unknown;
  readonly meta?: string;
  /** The whole answer, where it has no `data`. */
  readonly reply?: unknown;
  /** Goes over the example's `data`. */
  readonly differs?: Json;
  readonly also?: AlsoAnswer;
}

/** Another success with the same shape. */
export interface AlsoAnswer {
  readonly status: number;
  readonly about: string;
  readonly source: string;
  readonly differs: Json;
}
