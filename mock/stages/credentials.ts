import type { SandboxRequest } from '../exchange.ts';
import { cookiesOf, queryOf } from '../exchange.ts';
import type { SecurityAlternative, SecurityScheme } from '../contract/operations.ts';

export type Presented =
  /** The operation asks for none. */
  | { readonly kind: 'not_needed' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'presented'; readonly credential: string };

/** What a request shows for itself: the first alternative that is complete counts. */
export const presentedCredentials = (request: SandboxRequest, security: readonly SecurityAlternative[]): Presented => {
  if (security.length === 0) return { kind: 'not_needed' };
  const results = security.map((alternative) => alternative.map((scheme) => readScheme(request, scheme)));
  const complete = results.find((parts) => parts.every(({ kind }) => kind === 'presented'));
  const first = complete?.[0];
  if (complete && first === undefined) return { kind: 'not_needed' };
  if (first) return first;
  return results.flat().find(({ kind }) => kind === 'malformed') ?? { kind: 'absent' };
};

const readScheme = (request: SandboxRequest, scheme: SecurityScheme): Presented => {
  switch (scheme.kind) {
    case 'bearer':
      return readAuthorization(request, 'Bearer', '<key>');
    case 'basic':
      return readAuthorization(request, 'Basic', '<user:password in base64>');
    case 'apiKey':
      return readApiKey(request, scheme);
  }
};

/** RFC 9110, section 11.4: scheme and credential, the scheme in any case. A repeated field is ambiguous, so it is refused. */
const readAuthorization = (request: SandboxRequest, scheme: string, shape: string): Presented => {
  const values = request.headers.get('authorization') ?? [];
  const example = `Send "Authorization: ${scheme} ${shape}"`;
  if (values.length === 0) return { kind: 'absent' };
  if (values.length > 1)
    return { kind: 'malformed', detail: `${values.length} Authorization headers were sent. ${example} once.` };
  const match = CREDENTIALS.exec(values[0] ?? '');
  if (match?.[1]?.toLowerCase() !== scheme.toLowerCase()) {
    return { kind: 'malformed', detail: `The Authorization header is not of the scheme ${scheme}. ${example}.` };
  }
  const credential = match[2] ?? '';
  if (credential === '')
    return { kind: 'malformed', detail: `The Authorization header names no credential. ${example}.` };
  return { kind: 'presented', credential };
};

const CREDENTIALS = /^([^\s]+)(?:\s+(\S*))?\s*$/;

const readApiKey = (request: SandboxRequest, scheme: Extract<SecurityScheme, { kind: 'apiKey' }>): Presented => {
  const credential = apiKeyIn(request, scheme);
  return credential === undefined || credential === '' ? { kind: 'absent' } : { kind: 'presented', credential };
};

const apiKeyIn = (request: SandboxRequest, scheme: Extract<SecurityScheme, { kind: 'apiKey' }>): string | undefined => {
  switch (scheme.in) {
    case 'header':
      return request.headers.get(scheme.name.toLowerCase())?.[0];
    case 'query':
      return queryOf(request).get(scheme.name) ?? undefined;
    case 'cookie':
      return cookiesOf(request).get(scheme.name);
  }
};
