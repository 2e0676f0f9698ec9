import type { HeaderFields } from '../request.ts';

/** A real server that stands behind the sandbox, and answers some of its operations. */
export interface Upstream {
  /** Its base URL: no credentials, no query, no slash at the end. */
  readonly url: string;
  /** Whether it answers an operation, by id. */
  readonly forwards: (operation: string) => boolean;
  /** Whether a request that breaks the contract is refused here, and never gets there. */
  readonly refuseInvalid: boolean;
  readonly limits: UpstreamLimits;
}

export interface UpstreamLimits {
  /** How long an exchange may take, in wall time. */
  readonly timeoutMs: number;
  /** Of an answer's body, unpacked. */
  readonly bodyLimitBytes: number;
}

/** What is to be asked of the upstream. The bytes of the body stay with the shell, which alone has them. */
export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly limits: UpstreamLimits;
}

/** The body of an answer, as far as it can be understood. */
export type UpstreamBody =
  | { readonly kind: 'none' }
  /** JSON or text. */
  | { readonly kind: 'value'; readonly value: unknown; readonly bytes: number }
  /** What is neither is passed on, and not looked into. */
  | { readonly kind: 'opaque'; readonly bytes: number }
  /** It says that it is JSON, and is not. */
  | { readonly kind: 'unreadable'; readonly detail: string; readonly bytes: number };

export type UpstreamReply = {
  readonly kind: 'reply';
  readonly status: number;
  /** Those of the connection left out. */
  readonly headers: HeaderFields;
  readonly body: UpstreamBody;
};

export type UpstreamAnswer =
  | UpstreamReply
  | { readonly kind: 'failed'; readonly why: 'unreachable' | 'timed_out' | 'unreadable'; readonly detail: string };

