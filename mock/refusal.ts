import type { Instant } from './state/instant.ts';
import type { Reply } from './reply.ts';
import type { Operation } from './contract/operations/operation.ts';
import { responseFor } from './contract/operations/operation.ts';
import type { Budget } from './budget.ts';
import type { Violation } from './contract/schemas/violation.ts';

/**
 * Every kind of refusal that the engine and the scenarios can decide on, with the status that HTTP gives it.
 * How a refusal is worded, and with which code, is the dialect's business.
 */
export const REFUSALS = {
  /** What came is no request that can be read. */
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
  /** Owned, and in a state in which it may not be used. */
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
  /** The server behind the sandbox did not answer, … */
  upstream_unreachable: 502,
  /** … not in time, … */
  upstream_timed_out: 504,
  /** … or so that it could not be passed on. */
  upstream_unreadable: 502,
  /** The tester asked for a status that means nothing in particular here. */
  forced: 500,
  /** Our own reply broke the contract. */
  broken_reply: 500,
  /** A bug. */
  internal: 500,
} as const satisfies Readonly<Record<string, number>>;

export type RefusalKind = keyof typeof REFUSALS;

export interface RefusalDetails {
  /** The API's own code where a kind is too coarse, such as `destination_not_allowed`. */
  readonly reason?: string;
  /** Field path → what is wrong with it, for a person. Own properties only; made by `Object.fromEntries`. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly violations?: readonly Violation[];
  /** The scope that was missing. */
  readonly scope?: string;
  /** Methods that the path knows; becomes `Allow`. */
  readonly allow?: readonly string[];
  /** Media types that would be understood; becomes `Accept`. */
  readonly accept?: readonly string[];
  readonly retryAfterSeconds?: number;
  readonly budget?: Budget;
  /** A status that was asked for, in place of the one that follows from the kind. */
  readonly status?: number;
}

export interface Refusal extends RefusalDetails {
  readonly kind: RefusalKind;
  /** What was found, what was expected, what to do next. */
  readonly detail: string;
}

/** Turns a decision to refuse into the API's own words. */
export type Refuse = (kind: RefusalKind, detail: string, details?: RefusalDetails) => Reply;

export interface RefusalContext {
  readonly status: number;
  /** Absent outside any operation. */
  readonly operation?: Operation;
  readonly now: Instant;
  readonly baseUrl: string;
}

/** How an API words what the engine and the scenarios decide. */
export interface ErrorFormat {
  /** Must word every kind; the status has been settled already, by what the operation declares. */
  refusal(refusal: Refusal, context: RefusalContext): Reply;
  budgetHeaders(budget: Budget, now: Instant): Readonly<Record<string, string>>;
  /** Marks a reply that is a replay. */
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
 * An API that declares no 413 will not send one, and an SDK generated from its contract cannot parse one. So a refusal takes
 * the status that HTTP says if the operation declares it; what is wrong with the request itself falls back to 400, else 422,
 * whichever is declared; then to `default`; only then HTTP's own, which `check-reply` marks as undeclared.
 */
export const statusOf = (refusal: Refusal, operation?: Operation): number => {
  const status = refusal.status ?? REFUSALS[refusal.kind];
  if (operation === undefined || refusal.status !== undefined) return status;
  const candidates = REQUEST_FAULTS.has(refusal.kind) ? [status, 400, 422] : [status];
  return candidates.find((candidate) => responseFor(operation, candidate, 'by-number') !== undefined) ?? status;
};

const REQUEST_FAULTS: ReadonlySet<RefusalKind> = new Set([
  'invalid_request',
  'malformed_body',
  'body_too_large',
  'unsupported_media_type',
  'not_acceptable',
  'idempotency_key_malformed',
]);

/** The kind that a status stands for where nobody has decided on one: a tester who asks for a 429 wants what a 429 looks like. */
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
