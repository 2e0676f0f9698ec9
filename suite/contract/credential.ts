import type { Operation, SecurityScheme } from '../../mock/contract/index.ts';

/** Where a credential goes. */
export interface PlacedCredential {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

const NOWHERE: PlacedCredential = { headers: {}, query: {} };

/** A credential as an operation wants it: in the first alternative that it declares, else as a bearer. */
export const placed = ({ security }: Operation, credential: string | undefined): PlacedCredential => {
  if (credential === undefined) return NOWHERE;
  const schemes = security.find((alternative) => alternative.length > 0) ?? [];
  const parts = schemes.map((scheme) => placedBy(scheme, credential));
  return {
    headers: Object.assign({}, ...parts.map(({ headers }) => headers)) as Record<string, string>,
    query: Object.assign({}, ...parts.map(({ query }) => query)) as Record<string, string>,
  };
};

const placedBy = (scheme: SecurityScheme, credential: string): PlacedCredential => {
  switch (scheme.kind) {
    case 'bearer':
      return { ...NOWHERE, headers: { authorization: `Bearer ${credential}` } };
    case 'basic':
      // RFC 7617, section 2: user and password, joined by a colon.
      return { ...NOWHERE, headers: { authorization: `Basic ${Buffer.from(credential).toString('base64')}` } };
    case 'apiKey':
      return placedApiKey(scheme, credential);
  }
};

const placedApiKey = ({ in: place, name }: Extract<SecurityScheme, { kind: 'apiKey' }>, credential: string): PlacedCredential => {
  switch (place) {
    case 'header':
      return { ...NOWHERE, headers: { [name.toLowerCase()]: credential } };
    case 'cookie':
      return { ...NOWHERE, headers: { cookie: `${name}=${credential}` } };
    case 'query':
      return { ...NOWHERE, query: { [name]: credential } };
  }
};

/** What is sent as a credential that nobody has. */
export const UNKNOWN_CREDENTIAL = 'contract-suite-stranger:0';
