import type { Caller, Change, CredentialContext, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { DAY_MS } from '../table/day.ts';

/** The collection of client tokens; a record's id is the token. */
const CLIENT_TOKENS = 'client_tokens';

export const CLIENT_TOKEN_PREFIX = 'rdc_';

/** A token that stands in for an API key, within bounds, until it expires. */
export type ClientToken = WorldRecord & {
  readonly organization: string;
  /** Of the key that it was minted with, as its plan is. */
  readonly label: string;
  readonly plan: string;
  /** The caller IDs, … */
  readonly from_numbers: readonly string[];
  /** … and the destinations that it may be used for. */
  readonly to_numbers: readonly string[];
  readonly scopes: readonly string[];
  readonly expires_at: Instant;
};

/** It is remembered for a day more, so that whoever presents it late is told why it is refused. */
const REMEMBERED_MS = DAY_MS;

export const putClientToken = (token: ClientToken): Change =>
  put(CLIENT_TOKENS, token, { expiresAt: token.expires_at + REMEMBERED_MS });

/** `undefined` for what is no client token of this world. */
export const clientTokenOf = (records: RecordView, credential: string): ClientToken | undefined =>
  credential.startsWith(CLIENT_TOKEN_PREFIX) ? records.get<ClientToken>(CLIENT_TOKENS, credential) : undefined;

/**
 * Who presents a client token that is still good. A caller of its own, and so with a quota of its own: whether a client token spends
 * that of its key is not documented.
 */
export const callerOfClientToken = (credential: string, { records, now }: CredentialContext): Caller | undefined => {
  const token = clientTokenOf(records, credential);
  if (token === undefined || now >= token.expires_at) return undefined;
  const { organization, label, plan, scopes } = token;
  return { id: credential, label: `client token of the ${label}`, organization, plan, scopes: new Set(scopes) };
};

/** Why a client token is refused that was good once. */
export const rejectionOf = (credential: string, { records }: CredentialContext): string | undefined => {
  const token = clientTokenOf(records, credential);
  return token && `This client token expired at ${new Date(token.expires_at).toISOString()}. Mint a new one.`;
};
