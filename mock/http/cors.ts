import type { HeaderFields } from '../request.ts';

/**
 * The API imitates a server that browsers call from any page, and its keys are no secrets: every origin may. Without
 * credentials mode, so the wildcard will do.
 */
export const corsHeaders = (headers: HeaderFields, exposed: readonly string[]): Readonly<Record<string, string>> =>
  headers.has('origin')
    ? {
        'access-control-allow-origin': '*',
        ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
      }
    : NONE;

/** A browser asking beforehand (Fetch standard, section 3.3.6). Other OPTIONS requests are the API's own. */
export const isPreflight = (method: string, headers: HeaderFields): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');

/**
 * The answer to a browser that asks beforehand is always yes: the page can read why its request is refused (no such path, no
 * credential) only if the request is made.
 *
 * @param allow What the path knows; `undefined` if it is unknown.
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

const NONE: Readonly<Record<string, string>> = {};
