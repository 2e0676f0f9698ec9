import type { HeaderFields } from '../request.ts';

/**
 * Every origin is allowed: browsers call the imitated API from any page, and the sandbox's keys are not secret. The wildcard
 * suffices, since credentials mode is not used.
 */
export const corsHeaders = (headers: HeaderFields, exposed: readonly string[]): Readonly<Record<string, string>> =>
  headers.has('origin')
    ? {
        'access-control-allow-origin': '*',
        ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
      }
    : NO_HEADERS;

/** Whether a request is a CORS preflight (Fetch standard, section 3.3.6). Other OPTIONS requests belong to the API. */
export const isPreflight = (method: string, headers: HeaderFields): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');

/**
 * A preflight is always allowed: the page can read why its request is refused (no such path, no credential) only if the
 * request is sent.
 *
 * @param allow The methods that the path supports; `undefined` if the path is unknown.
 */
export const preflightHeaders = (
  headers: HeaderFields,
  allow: readonly string[] = headers.get('access-control-request-method') ?? [],
): Readonly<Record<string, string>> => ({
  ...corsHeaders(headers, []),
  'access-control-allow-methods': allow.join(', '),
  'access-control-allow-headers': headers.get('access-control-request-headers')?.join(', ') ?? '*',
  'access-control-max-age': '600',
});

const NO_HEADERS: Readonly<Record<string, string>> = {};
