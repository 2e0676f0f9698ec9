import type { Request } from 'express';

/** The base URL that the client used. It appears in response headers, so that a `Host` with unusual characters is not repeated. */
export const baseUrlOf = (request: Request, prefix: string): string => {
  const host = request.headers.host ?? '';
  return `${request.protocol}://${ORDINARY_HOST.test(host) ? host : 'localhost'}${request.baseUrl}${prefix}`;
};

const ORDINARY_HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i;

/** Path and query. A request may also contain the absolute URL, as to a proxy (RFC 9112, section 3.2.2). */
export const targetOf = ({ url }: Request): string => url.replace(/^https?:\/\/[^/?]*/i, '') || '/';
