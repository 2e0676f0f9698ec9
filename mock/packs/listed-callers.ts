import { hash } from 'node:crypto';
import type { ApiPack } from '../api-pack.ts';
import type { Caller } from '../caller.ts';
import type { Operation } from '../contract/operations/operation.ts';
import type { JsonObject } from '../json.ts';

/** A caller in the settings. */
export interface ListedCaller {
  /** The key or token; `user:password` for basic authentication. */
  readonly credential: string;
  /** Display name. @default "caller 1", and so on */
  readonly label?: string;
  /** The organization it belongs to; callers of the same organization see the same data. @default a separate one for each caller */
  readonly organization?: string;
  /** Determines the quotas. @default "default" */
  readonly plan?: string;
  /** @default all scopes */
  readonly scopes?: readonly string[];
}

/** JSON Schema of a list of {@link ListedCaller}. */
export const CALLERS_SCHEMA: JsonObject = {
  type: 'array',
  default: [],
  description:
    'The known callers, each { credential, label, organization, plan, scopes }. If none is listed, any credential is accepted.',
  items: {
    type: 'object',
    required: ['credential'],
    additionalProperties: false,
    properties: {
      credential: {
        type: 'string',
        minLength: 1,
        description: 'A key or token; user:password for basic authentication.',
      },
      label: { type: 'string' },
      organization: { type: 'string' },
      plan: { type: 'string' },
      scopes: { type: 'array', items: { type: 'string' } },
    },
  },
};

/**
 * Adds the callers of the settings to a pack. A pack without keys of its own accepts any credential as long as no caller is listed.
 */
export const withCallers = (pack: ApiPack, listed: readonly ListedCaller[]): ApiPack => {
  if (listed.length === 0) return pack;
  const callers = new Map(listed.flatMap(callersBy));
  const own: ApiPack['identify'] = (credential, at) =>
    pack.credentials.length > 0 ? pack.identify(credential, at) : undefined;
  return {
    ...pack,
    identify: (credential, at) => callers.get(credential) ?? own(credential, at),
    credentials: [
      ...pack.credentials,
      ...listed.map(({ credential }) => ({ credential, label: callers.get(credential)?.label ?? '' })),
    ],
  };
};

/** By the credential itself, and by its Base64 form in basic authentication (RFC 7617, section 2). */
const callersBy = (listed: ListedCaller, index: number): readonly (readonly [string, Caller])[] => {
  const { credential, label = `caller ${index + 1}`, plan = 'default', scopes } = listed;
  const id = hash('sha256', credential, 'hex').slice(0, 16);
  const organization = listed.organization ?? id;
  const caller: Caller = { id, label, organization, plan, scopes: scopes === undefined ? 'all' : new Set(scopes) };
  const inBasic = credential.includes(':') ? [[Buffer.from(credential).toString('base64'), caller] as const] : [];
  return [[credential, caller], ...inBasic];
};

/** The scopes that a contract's operations require, by operation id: those of the first alternative that declares any. */
export const declaredScopes = (operations: readonly Operation[]): ReadonlyMap<string, string> => {
  const scopes = operations.map(({ id, security }) => {
    const [named] = security
      .map((alternative) => alternative.flatMap(({ scopes: each = [] }) => each))
      .filter(({ length }) => length > 0);
    return [id, named?.join(' ')] as const;
  });
  return new Map(scopes.flatMap(([id, scope]) => (scope === undefined ? [] : [[id, scope] as const])));
};
