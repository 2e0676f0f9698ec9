import { hash } from 'node:crypto';
import type { ApiPack } from '../api-pack.ts';
import type { Operation } from '../contract/operations/operation.ts';
import type { Caller } from '../caller.ts';
import type { JsonObject } from '../json.ts';

/** A caller that the settings name. */
export interface ListedCaller {
  /** The key or token; for basic authentication `user:password`. */
  readonly credential: string;
  /** For people. @default "caller 1", and so on */
  readonly label?: string;
  /** What it belongs to; callers of one organization see the same. @default one of its own */
  readonly organization?: string;
  /** What quotas depend on. @default "default" */
  readonly plan?: string;
  /** What it may do. @default everything */
  readonly scopes?: readonly string[];
}

/** JSON Schema of a list of {@link ListedCaller}. */
export const CALLERS_SCHEMA: JsonObject = {
  type: 'array',
  default: [],
  description:
    'Who may call: each { credential, label, organization, plan, scopes }. Where none is listed, any credential will do.',
  items: {
    type: 'object',
    required: ['credential'],
    additionalProperties: false,
    properties: {
      credential: { type: 'string', minLength: 1, description: 'For basic authentication user:password.' },
      label: { type: 'string' },
      organization: { type: 'string' },
      plan: { type: 'string' },
      scopes: { type: 'array', items: { type: 'string' } },
    },
  },
};

/**
 * A pack that knows the callers of the settings, beside its own keys if it has any. A pack without keys takes any credential, until
 * one is listed.
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

/** Under the credential itself, and as it travels in basic authentication (RFC 7617, section 2). */
const callersBy = (listed: ListedCaller, index: number): readonly (readonly [string, Caller])[] => {
  const { credential, label = `caller ${index + 1}`, plan = 'default', scopes } = listed;
  const id = hash('sha256', credential, 'hex').slice(0, 16);
  const organization = listed.organization ?? id;
  const caller: Caller = { id, label, organization, plan, scopes: scopes === undefined ? 'all' : new Set(scopes) };
  const inBasic = credential.includes(':') ? [[Buffer.from(credential).toString('base64'), caller] as const] : [];
  return [[credential, caller], ...inBasic];
};

/** The scopes that a contract's operations demand, by operation id: those of the first alternative that names any. */
export const declaredScopes = (operations: readonly Operation[]): ReadonlyMap<string, string> => {
  const scopes = operations.map(({ id, security }) => {
    const [named] = security
      .map((alternative) => alternative.flatMap(({ scopes: each = [] }) => each))
      .filter(({ length }) => length > 0);
    return [id, named?.join(' ')] as const;
  });
  return new Map(scopes.flatMap(([id, scope]) => (scope === undefined ? [] : [[id, scope] as const])));
};
