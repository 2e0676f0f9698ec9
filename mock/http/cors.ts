import type { HeaderFields } from '../exchange.ts';

/**
 * The API imitates a server that browsers call from any page, and its keys are no secrets: every origin may. Without
 * credentials mode, so the wildcard will do.
 */
export const corsHeaders = (headers: HeaderFields, exposed: readonly string[]): Readonly<Record<string, string>> =>
  headers.has('origin')
    ? { 'access-control-allow-origin': '*', 'access-control-expose-headers': exposed.join(', ') }
    : NONE;

/** A browser asking beforehand (Fetch standard, section 3.3.6). Other OPTIONS requests are the API's own. */
export const isPreflight = (method: string, headers: HeaderFields): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');

/** @param allow What the path knows, as its `Allow` header says. */
export const preflightHeaders = (headers: HeaderFields, allow: string): Readonly<Record<string, string>> => ({
  'access-control-allow-methods': allow,
  'access-control-allow-headers': headers.get('access-control-request-headers')?.join(', ') ?? '*',
  'access-control-max-age': '600',
});

const NONE: Readonly<Record<string, string>> = {};
