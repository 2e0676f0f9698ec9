import type { Caller, Change, CredentialContext, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { DAY_MS } from '../table/day.ts';

/** The collection of client tokens. The id of a record is the token. */
const CLIENT_TOKENS = 'client_tokens';

export const CLIENT_TOKEN_PREFIX = 'rdc_';

/** A token that stands in for an API key, within bounds, until it expires. */
export type ClientToken = WorldRecord & {
  readonly organization: string;
  /** The label of the key that minted the token; `plan` comes from the key, too. */
  readonly label: string;
  readonly plan: string;
  /** The caller IDs from which the token may call. */
  readonly from_numbers: readonly string[];
  /** The destinations that the token may call. */
  readonly to_numbers: readonly string[];
  readonly scopes: readonly string[];
  readonly expires_at: Instant;
};

/** An expired token is kept for another day, so that a client that presents it late learns why it is refused. */
const RETENTION_MS = DAY_MS;

export const putClientToken = (token: ClientToken): Change =>
  put(CLIENT_TOKENS, token, { expiresAt: token.expires_at + RETENTION_MS });

/** `undefined` if the credential is not a client token of this world. */
export const clientTokenOf = (records: RecordView, credential: string): ClientToken | undefined =>
  credential.startsWith(CLIENT_TOKEN_PREFIX) ? records.get<ClientToken>(CLIENT_TOKENS, credential) : undefined;

/**
 * The caller that presents a valid client token. It is a separate caller with its own rate limit: whether a client token counts against
 * the limit of its key is not documented.
 */
export const callerOfClientToken = (credential: string, { records, now }: CredentialContext): Caller | undefined => {
  const token = clientTokenOf(records, credential);
  if (token === undefined || now >= token.expires_at) return undefined;
  const { organization, label, plan, scopes } = token;
  return { id: credential, label: `client token of the ${label}`, organization, plan, scopes: new Set(scopes) };
};

/** The reason why an expired client token is refused. */
export const rejectionOf = (credential: string, { records }: CredentialContext): string | undefined => {
  const token = clientTokenOf(records, credential);
  return token && `This client token expired at ${new Date(token.expires_at).toISOString()}. Mint a new one.`;
};
