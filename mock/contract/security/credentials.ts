import type { SandboxRequest } from '../../request.ts';
import { cookiesOf, queryOf } from '../../request.ts';
import type { SecurityAlternative, SecurityScheme } from '../operations/operation.ts';

export type Presented =
  /** The operation requires none. */
  | { readonly kind: 'not_needed' }
  /** `detail` says what to send. */
  | { readonly kind: 'absent'; readonly detail: string }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'presented'; readonly credential: string };

/**
 * The credentials of a request: the first complete alternative counts. An alternative that requires nothing counts only if no credential
 * was sent: an operation that is open to all may still distinguish callers.
 */
export const presentedCredentials = (request: SandboxRequest, security: readonly SecurityAlternative[]): Presented => {
  if (security.length === 0) return { kind: 'not_needed' };
  const results = security.map((alternative) => alternative.map((scheme) => readScheme(request, scheme)));
  const [complete] = results.find((parts) => parts.length > 0 && parts.every(({ kind }) => kind === 'presented')) ?? [];
  const result = complete ?? results.flat().find(({ kind }) => kind === 'malformed');
  if (result) return result;
  if (results.some((parts) => parts.length === 0)) return { kind: 'not_needed' };
  return { kind: 'absent', detail: `No credential was sent. Send ${examplesOf(security)}.` };
};

const examplesOf = (security: readonly SecurityAlternative[]): string =>
  security.map((alternative) => alternative.map(exampleOf).join(' and ')).join(', or ');

const exampleOf = (scheme: SecurityScheme): string => {
  switch (scheme.kind) {
    case 'bearer':
      return '"Authorization: Bearer <key>"';
    case 'basic':
      return '"Authorization: Basic <user:password in base64>"';
    case 'apiKey':
      return API_KEY_EXAMPLES[scheme.in](scheme.name);
  }
};

const API_KEY_EXAMPLES = {
  header: (name: string) => `"${name}: <key>"`,
  query: (name: string) => `the query parameter "${name}=<key>"`,
  cookie: (name: string) => `"Cookie: ${name}=<key>"`,
} as const;

type SchemeResult = Exclude<Presented, { kind: 'not_needed' }>;

const readScheme = (request: SandboxRequest, scheme: SecurityScheme): SchemeResult =>
  scheme.kind === 'apiKey' ? readApiKey(request, scheme) : readAuthorization(request, scheme);

/** RFC 9110, section 11.4: scheme and credential, the scheme in any case. A repeated header is ambiguous, so it is refused. */
const readAuthorization = (request: SandboxRequest, expectedScheme: HttpScheme): SchemeResult => {
  const values = request.headers.get('authorization') ?? [];
  const malformed = (problem: string): SchemeResult => ({
    kind: 'malformed',
    detail: `${problem} Send ${exampleOf(expectedScheme)}.`,
  });
  if (values.length === 0) return ABSENT;
  if (values.length > 1) return malformed(`${values.length} Authorization headers were sent.`);
  const [scheme = '', ...credentials] = (values[0] ?? '').trim().split(/\s+/);
  // The message does not repeat what was sent: without a scheme, it is the secret itself.
  if (scheme.toLowerCase() !== expectedScheme.kind)
    return malformed(`The Authorization header does not use the scheme ${expectedScheme.kind}.`);
  const [credential] = credentials;
  if (credential === undefined || credentials.length > 1)
    return malformed('The Authorization header does not contain exactly one credential.');
  return { kind: 'presented', credential };
};

type HttpScheme = Exclude<SecurityScheme, { kind: 'apiKey' }>;

type ApiKeyScheme = Extract<SecurityScheme, { kind: 'apiKey' }>;

/** For one scheme; the detail is added once, for all of them. */
const ABSENT: SchemeResult = { kind: 'absent', detail: '' };

const readApiKey = (request: SandboxRequest, scheme: ApiKeyScheme): SchemeResult => {
  const credential = apiKeyIn(request, scheme);
  return credential === undefined || credential === '' ? ABSENT : { kind: 'presented', credential };
};

const apiKeyIn = (request: SandboxRequest, { in: location, name }: ApiKeyScheme): string | undefined => {
  switch (location) {
    case 'header':
      return request.headers.get(name.toLowerCase())?.[0];
    case 'query':
      return queryOf(request).get(name) ?? undefined;
    case 'cookie':
      return cookiesOf(request).get(name);
  }
};
