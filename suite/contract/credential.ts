import type { Operation, SecurityScheme } from '../../mock/contract/index.ts';

/** The headers and query parameters that carry a credential. */
export interface PlacedCredential {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

const NO_CREDENTIAL: PlacedCredential = { headers: {}, query: {} };

/** Places a credential as an operation requires it: as in the first security alternative that it declares. */
export const placeCredential = ({ security }: Operation, credential: string | undefined): PlacedCredential => {
  if (credential === undefined) return NO_CREDENTIAL;
  const schemes = security.find((alternative) => alternative.length > 0) ?? [];
  const parts = schemes.map((scheme) => placeByScheme(scheme, credential));
  return {
    headers: Object.assign({}, ...parts.map(({ headers }) => headers)) as Record<string, string>,
    query: Object.assign({}, ...parts.map(({ query }) => query)) as Record<string, string>,
  };
};

const placeByScheme = (scheme: SecurityScheme, credential: string): PlacedCredential => {
  switch (scheme.kind) {
    case 'bearer':
      return { ...NO_CREDENTIAL, headers: { authorization: `Bearer ${credential}` } };
    case 'basic':
      // RFC 7617, section 2: user and password, joined by a colon.
      return { ...NO_CREDENTIAL, headers: { authorization: `Basic ${Buffer.from(credential).toString('base64')}` } };
    case 'apiKey':
      return placeApiKey(scheme, credential);
  }
};

const placeApiKey = (
  { in: location, name }: Extract<SecurityScheme, { kind: 'apiKey' }>,
  credential: string,
): PlacedCredential => {
  switch (location) {
    case 'header':
      return { ...NO_CREDENTIAL, headers: { [name.toLowerCase()]: credential } };
    case 'cookie':
      return { ...NO_CREDENTIAL, headers: { cookie: `${name}=${credential}` } };
    case 'query':
      return { ...NO_CREDENTIAL, query: { [name]: credential } };
  }
};

/** A credential that belongs to no caller. */
export const UNKNOWN_CREDENTIAL = 'contract-suite-stranger:0';
