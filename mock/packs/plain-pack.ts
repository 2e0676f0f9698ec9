import { hash } from 'node:crypto';
import type { ApiPack } from '../api-pack.ts';
import type { Budget } from '../budget.ts';
import { secondsUntilReset } from '../budget.ts';
import type { Operation } from '../contract/operations/operation.ts';
import type { ErrorFormat, Refusal } from '../refusal.ts';
import { withHeaders } from '../reply.ts';
import type { Instant } from '../state/instant.ts';
import { errorReply } from './error-body.ts';

/** The rate-limit budget as IETF structured fields (draft-ietf-httpapi-ratelimit-headers). */
export const standardBudgetHeaders = (budget: Budget, now: Instant): Readonly<Record<string, string>> => ({
  'ratelimit-policy': `"${budget.policy}";q=${budget.limit};w=${budget.windowSeconds}`,
  ratelimit: `"${budget.policy}";r=${budget.remaining};t=${secondsUntilReset(budget, now)}`,
});

/** Response headers that a browser client of any API may need to read. */
export const STANDARD_EXPOSED_HEADERS: readonly string[] = [
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Idempotency-Replay',
  'WWW-Authenticate',
  'Location',
  'Preference-Applied',
];

/** The error format of an API without a pack: as the contract declares, else as the HTTP standards define. */
const plainErrorFormat: ErrorFormat = {
  refusal: (refusal, { status, operation }) =>
    withHeaders(errorReply(refusal, status, operation), {
      ...standardHeaders(refusal, 'sandbox', operation?.method),
      ...declaredChallenge(refusal, operation),
    }),
  budgetHeaders: standardBudgetHeaders,
  replayHeaders: { 'idempotency-replay': 'true' },
  requestIdHeader: 'x-request-id',
  requestIdPrefix: 'req_',
  exposedHeaders: ['X-Request-Id', ...STANDARD_EXPOSED_HEADERS],
};

/**
 * RFC 9110, section 11.6.1: a 401 lists each supported scheme. There is no registered scheme for API keys; `ApiKey` is the sandbox's own
 * name.
 */
const declaredChallenge = (refusal: Refusal, operation: Operation | undefined): Readonly<Record<string, string>> => {
  const isCredentialProblem = refusal.kind === 'unauthenticated' || refusal.kind === 'credential_rejected';
  const schemes = new Set(operation?.security.flat().map((scheme) => scheme.kind));
  if (!isCredentialProblem || schemes.size === 0) return {};
  const bearer = standardHeaders(refusal, 'sandbox')['www-authenticate'] ?? '';
  const challenges = { bearer, basic: 'Basic realm="sandbox"', apiKey: 'ApiKey realm="sandbox"' };
  return { 'www-authenticate': [...schemes].map((kind) => challenges[kind]).join(', ') };
};

/**
 * The headers that HTTP requires of a refusal, for any API.
 *
 * @param method Of the refusing operation, if there is one.
 */
export const standardHeaders = (
  refusal: Refusal,
  realm: string,
  method?: string,
): Readonly<Record<string, string>> => ({
  ...acceptedBodies(refusal, method),
  ...(refusal.allow && { allow: refusal.allow.join(', ') }),
  // RFC 9110, sections 15.5.7 and 15.5.16: the supported media types.
  ...(refusal.accept && refusal.accept.length > 0 && { accept: refusal.accept.join(', ') }),
  ...(refusal.retryAfterSeconds !== undefined && { 'retry-after': String(refusal.retryAfterSeconds) }),
  ...challenge(refusal, realm),
});

/** Accept-Patch: RFC 5789, section 3.1. Accept-Post: W3C Linked Data Platform, section 7.1. */
const acceptedBodies = ({ kind, accept = [] }: Refusal, method = ''): Readonly<Record<string, string>> => {
  const name = ACCEPTED_BY.get(method);
  return kind === 'unsupported_media_type' && name !== undefined && accept.length > 0
    ? { [name]: accept.join(', ') }
    : {};
};

const ACCEPTED_BY: ReadonlyMap<string, string> = new Map([
  ['POST', 'accept-post'],
  ['PATCH', 'accept-patch'],
]);

/** RFC 6750, section 3: an error code only if a token was sent; a scheme is followed by at least one parameter. */
const challenge = (refusal: Refusal, realm: string): Readonly<Record<string, string>> => {
  switch (refusal.kind) {
    case 'unauthenticated':
      return { 'www-authenticate': `Bearer realm="${realm}"` };
    case 'credential_rejected':
    case 'token_unknown':
    case 'token_ended':
    case 'token_expired':
      return { 'www-authenticate': `Bearer realm="${realm}", error="invalid_token"` };
    case 'insufficient_scope':
      return {
        'www-authenticate': `Bearer realm="${realm}", error="insufficient_scope", scope="${refusal.scope ?? ''}"`,
      };
    default:
      return {};
  }
};

/** Any credential is accepted; the caller is derived from it, so that different credentials are different callers. */
export const plainPack: ApiPack = {
  name: 'plain',
  errorFormat: plainErrorFormat,
  identify: (credential) => {
    const id = hash('sha256', credential, 'hex').slice(0, 16);
    return { id, label: `caller ${id}`, organization: id, plan: 'default', scopes: 'all' };
  },
  credentials: [],
  seed: [],
  handlers: new Map(),
  jobHandlers: new Map(),
  scopes: new Map(),
  magic: () => undefined,
  controls: [],
  pages: new Map(),
  scenarios: {},
};
