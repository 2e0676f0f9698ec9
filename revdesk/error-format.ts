import type { ErrorFormat, Refusal, RefusalKind, Reply } from '../mock/index.ts';
import { STANDARD_EXPOSED_HEADERS, standardBudgetHeaders, standardHeaders, withHeaders } from '../mock/index.ts';

/**
 * RevDesk's error codes. Every line that is not marked "documented" fills a gap in RevDesk's documentation: to correct a wrong guess,
 * change one line here.
 */
const CODES: Readonly<Record<RefusalKind, string>> = {
  route_unknown: 'route_not_found', // documented (SDK tests)
  method_not_allowed: 'method_not_allowed',
  not_http: 'bad_request',
  path_malformed: 'path_malformed',
  target_too_long: 'uri_too_long',
  world_malformed: 'world_malformed',
  world_conflict: 'world_conflict',
  too_many_worlds: 'too_many_worlds',
  unauthenticated: 'unauthorized', // documented
  credential_rejected: 'unauthorized', // documented
  rate_limited: 'rate_limited', // documented (SDK)
  insufficient_scope: 'insufficient_scope', // RFC 6750, section 3.1
  forbidden: 'forbidden', // documented
  invalid_request: 'validation_error', // documented
  malformed_body: 'malformed_json',
  body_too_large: 'payload_too_large',
  unsupported_media_type: 'unsupported_media_type',
  not_acceptable: 'not_acceptable',
  idempotency_key_malformed: 'idempotency_key_invalid',
  idempotency_key_reused: 'idempotency_conflict', // documented
  idempotency_in_progress: 'idempotency_in_progress',
  not_owned: 'forbidden', // documented for a resource that the key cannot access
  not_usable: 'caller_id_not_verified', // documented, with 422, which this operation does not declare
  not_found: 'not_found', // documented
  conflict: 'conflict',
  too_many_at_once: 'concurrency_limit',
  token_unknown: 'unauthorized',
  token_in_use: 'token_in_use',
  token_not_in_use: 'token_not_in_use',
  token_ended: 'token_ended',
  token_expired: 'token_expired',
  control_forbidden: 'control_forbidden',
  control_token_rejected: 'control_unauthorized',
  upstream_unreachable: 'bad_gateway',
  upstream_timed_out: 'gateway_timeout',
  upstream_unreadable: 'bad_gateway',
  forced: 'forced',
  broken_reply: 'contract_violation',
  internal: 'internal_error', // documented
};

/** Documented: only call-related errors have a category. By code, since one refusal kind can map to several codes. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['caller_id_not_verified', 'invalid_request'],
  ['emergency_destination', 'compliance_blocked'],
  ['destination_not_allowed', 'account_limit'],
  ['spend_limit_reached', 'account_limit'],
  ['concurrency_limit', 'account_limit'],
]);

const DOCS = 'https://docs.revdesk.com/api-reference/errors';

const body = ({ kind, detail, reason, fields }: Refusal): object => {
  const code = reason ?? CODES[kind];
  const category = CATEGORIES.get(code);
  return {
    error: {
      code,
      message: detail,
      ...(category !== undefined && { category }),
      ...(fields && { fields }),
      doc_url: category === undefined ? DOCS : `${DOCS}#${category.replaceAll('_', '-')}`,
    },
  };
};

/** RFC 9728, section 5.1: a challenge contains the URL of the resource's metadata. RevDesk sends it with 401 and with scope failures. */
const withMetadata = (headers: Readonly<Record<string, string>>, baseUrl: string): Readonly<Record<string, string>> => {
  const challenge = headers['www-authenticate'];
  if (challenge === undefined) return headers;
  return { ...headers, 'www-authenticate': `${challenge}, resource_metadata="${baseUrl}${METADATA_PATH}"` };
};

export const METADATA_PATH = '/.well-known/oauth-protected-resource';

export const errorFormat: ErrorFormat = {
  refusal: (refusal, { status, baseUrl, operation }): Reply =>
    withHeaders(
      { status, headers: { 'content-type': 'application/json' }, body: body(refusal) },
      withMetadata(standardHeaders(refusal, 'revdesk', operation?.method), baseUrl),
    ),

  // Documented: X-RateLimit-Reset is Unix time in milliseconds; RateLimit and RateLimit-Policy are IETF structured fields.
  budgetHeaders: (budget, now) => ({
    'x-ratelimit-limit': String(budget.limit),
    'x-ratelimit-remaining': String(budget.remaining),
    'x-ratelimit-reset': String(budget.resetAt),
    ...standardBudgetHeaders(budget, now),
  }),

  replayHeaders: { 'idempotency-replay': 'true' }, // documented
  requestIdHeader: 'x-request-id', // documented (SDK)
  requestIdPrefix: 'req_', // seen in an SDK test
  exposedHeaders: [
    'X-Request-Id',
    'X-RateLimit-Limit',
    'X-RateLimit-Remaining',
    'X-RateLimit-Reset',
    ...STANDARD_EXPOSED_HEADERS,
  ],
};
