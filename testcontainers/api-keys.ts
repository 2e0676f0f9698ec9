/** What a key may do, by which it is asked for. */
export type ApiKeyKind = 'production' | 'demo' | 'other-organization' | 'sub-entity' | 'read-only' | 'test' | 'revoked';

const keyOf = (digit: string): string => `revdesk_${digit.repeat(32)}`;

/** The keys that every world of a sandbox knows. A copy, since this module can be installed without the server running here. */
export const API_KEYS: Readonly<Record<ApiKeyKind, string>> = {
  production: keyOf('a'),
  demo: keyOf('d'),
  'other-organization': keyOf('b'),
  'sub-entity': keyOf('f'),
  'read-only': keyOf('c'),
  test: 'rv_test',
  revoked: keyOf('e'),
};
