/** Selects an API key by what it may do. */
export type ApiKeyKind = 'production' | 'demo' | 'other-organization' | 'sub-entity' | 'read-only' | 'test' | 'revoked';

const keyOf = (digit: string): string => `revdesk_${digit.repeat(32)}`;

/** The API keys of every world. A copy, so that this module does not import the server. */
export const API_KEYS: Readonly<Record<ApiKeyKind, string>> = {
  production: keyOf('a'),
  demo: keyOf('d'),
  'other-organization': keyOf('b'),
  'sub-entity': keyOf('f'),
  'read-only': keyOf('c'),
  test: 'rv_test',
  revoked: keyOf('e'),
};
