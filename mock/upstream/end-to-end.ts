import type { HeaderFields } from '../request.ts';

/** The header fields without the hop-by-hop ones (RFC 9110, section 7.6.1), which include those that `Connection` names. */
export const endToEnd = (headers: HeaderFields): HeaderFields => {
  const named = (headers.get('connection') ?? []).flatMap((value) => value.toLowerCase().split(','));
  const dropped = new Set([...HOP_BY_HOP, ...named.map((name) => name.trim())]);
  return new Map([...headers].filter(([name]) => !dropped.has(name)));
};

const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
