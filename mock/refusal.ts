import type { Budget } from './budget.ts';
import type { Operation } from './contract/operations/operation.ts';
import { responseFor } from './contract/operations/operation.ts';
import type { Violation } from './contract/schemas/violation.ts';
import type { Reply } from './reply.ts';
import type { Instant } from './state/instant.ts';

/**
 * Every kind of refusal that the engine and the scenarios can decide on, with its default HTTP status.
 * The error format decides how a refusal is worded and which code it has.
 */
export const REFUSALS = {
  /** The bytes cannot be read as HTTP. */
  not_http: 400,
  path_malformed: 400,
  target_too_long: 414,
  route_unknown: 404,
  method_not_allowed: 405,
  world_malformed: 400,
  world_conflict: 400,
  too_many_worlds: 503,
  /** No credential was sent. */
  unauthenticated: 401,
  /** A credential was sent, and it is malformed, unknown or revoked. */
  credential_rejected: 401,
  rate_limited: 429,
  insufficient_scope: 403,
  forbidden: 403,
  invalid_request: 400,
  malformed_body: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  not_acceptable: 406,
  idempotency_key_malformed: 400,
  idempotency_key_reused: 409,
  idempotency_in_progress: 409,
  not_owned: 403,
  /** The caller owns it, but its state does not allow the use. */
  not_usable: 403,
  not_found: 404,
  conflict: 409,
  too_many_at_once: 429,
  token_unknown: 401,
  token_in_use: 409,
  token_not_in_use: 409,
  token_ended: 401,
  token_expired: 401,
  control_forbidden: 403,
  control_token_rejected: 401,
  /** The upstream could not be reached. */
  upstream_unreachable: 502,
  /** The upstream did not answer in time. */
  upstream_timed_out: 504,
  /** The upstream's answer could not be read. */
  upstream_unreadable: 502,
  /** The tester asked for a status below 500 that has no refusal kind of its own. */
  forced: 500,
  /** The sandbox's own reply breaks the contract. */
  broken_reply: 500,
  /** A bug. */
  internal: 500,
} as const satisfies Readonly<Record<string, number>>;

export type RefusalKind = keyof typeof REFUSALS;

export interface RefusalDetails {
  /** The API's own error code where the kind is too general, such as `destination_not_allowed`. */
  readonly reason?: string;
  /** Human-readable messages by field path. Own properties only; made by `Object.fromEntries`. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly violations?: readonly Violation[];
  /** The missing scope. */
  readonly scope?: string;
  /** The methods of the path, for `Allow`. */
  readonly allow?: readonly string[];
  /** Supported media types, for `Accept`. */
  readonly accept?: readonly string[];
  readonly retryAfterSeconds?: number;
  readonly budget?: Budget;
  /** A status that a tester asked for, in place of the kind's own. */
  readonly status?: number;
}

export interface Refusal extends RefusalDetails {
  readonly kind: RefusalKind;
  /** What was found, what was expected, what to do next. */
  readonly detail: string;
}

/** Words a refusal in the API's error format. */
export type Refuse = (kind: RefusalKind, detail: string, details?: RefusalDetails) => Reply;

export interface RefusalContext {
  readonly status: number;
  /** Absent outside any operation. */
  readonly operation?: Operation;
  readonly now: Instant;
  readonly baseUrl: string;
}

/** How an API words refusals, and which headers it uses. */
export interface ErrorFormat {
  /** Must word every kind of refusal. The status is already chosen; see {@link statusOf}. */
  refusal(refusal: Refusal, context: RefusalContext): Reply;
  budgetHeaders(budget: Budget, now: Instant): Readonly<Record<string, string>>;
  /** Header fields that mark a replay. */
  readonly replayHeaders: Readonly<Record<string, string>>;
  /** Lower-case. */
  readonly requestIdHeader: string;
  readonly requestIdPrefix: string;
  /** Response headers that a browser client may read (`Access-Control-Expose-Headers`). */
  readonly exposedHeaders: readonly string[];
}

/**
 * The status of a refusal inside an operation.
 *
 * An SDK generated from the contract cannot parse a status that the contract does not declare. So a refusal has the default
 * status of its kind if the operation declares it. A problem of the request itself falls back to a declared 400 or 422, then to `default`, and
 * last to the default status, which `check-reply` marks as undeclared.
 */
export const statusOf = (refusal: Refusal, operation?: Operation): number => {
  const status = refusal.status ?? REFUSALS[refusal.kind];
  if (operation === undefined || refusal.status !== undefined) return status;
  const candidates = REQUEST_PROBLEMS.has(refusal.kind) ? [status, 400, 422] : [status];
  return candidates.find((candidate) => responseFor(operation, candidate, 'by-number') !== undefined) ?? status;
};

const REQUEST_PROBLEMS: ReadonlySet<RefusalKind> = new Set([
  'invalid_request',
  'malformed_body',
  'body_too_large',
  'unsupported_media_type',
  'not_acceptable',
  'idempotency_key_malformed',
]);

/** The refusal kind for a status that a tester asks for, so that a forced 429 looks like any other 429. */
export const kindForStatus = (status: number): RefusalKind =>
  KINDS_BY_STATUS.get(status) ?? (status >= 500 ? 'internal' : 'forced');

const KINDS_BY_STATUS: ReadonlyMap<number, RefusalKind> = new Map([
  [400, 'invalid_request'],
  [401, 'credential_rejected'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [405, 'method_not_allowed'],
  [406, 'not_acceptable'],
  [409, 'conflict'],
  [413, 'body_too_large'],
  [415, 'unsupported_media_type'],
  [422, 'invalid_request'],
  [429, 'rate_limited'],
]);
