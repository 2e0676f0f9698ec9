import type { HeaderFields } from '../request.ts';

/** A real server behind the sandbox that answers some of its operations. */
export interface Upstream {
  /** Its base URL, without credentials, query and trailing slash. */
  readonly url: string;
  /** Whether it answers an operation, by id. */
  readonly forwards: (operation: string) => boolean;
  /** Whether an invalid request is refused instead of forwarded. */
  readonly refuseInvalid: boolean;
  readonly limits: UpstreamLimits;
}

export interface UpstreamLimits {
  /** How long an exchange may take, in wall time. */
  readonly timeoutMs: number;
  /** The largest body of an answer, after decompression. */
  readonly bodyLimitBytes: number;
}

/** The request for the upstream, without the body: only the shell has its bytes. */
export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly limits: UpstreamLimits;
}

/** The body of an answer, as far as it can be read. */
export type UpstreamBody =
  | { readonly kind: 'none' }
  /** JSON or text. */
  | { readonly kind: 'value'; readonly value: unknown; readonly bytes: number }
  /** Anything else: passed on, but not checked. */
  | { readonly kind: 'opaque'; readonly bytes: number }
  /** The content type is JSON, but the body is not. */
  | { readonly kind: 'unreadable'; readonly detail: string; readonly bytes: number };

export type UpstreamReply = {
  readonly kind: 'reply';
  readonly status: number;
  /** Without hop-by-hop header fields. */
  readonly headers: HeaderFields;
  readonly body: UpstreamBody;
};

export type UpstreamAnswer =
  | UpstreamReply
  | { readonly kind: 'failed'; readonly why: 'unreachable' | 'timed_out' | 'unreadable'; readonly detail: string };
