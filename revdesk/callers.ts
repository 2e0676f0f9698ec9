import type { Caller, CredentialContext, RecordView } from '../mock/index.ts';
import { callerOfClientToken } from './client-tokens/client-token.ts';
import { issuedTo } from './organizations/issued-key.ts';
import { ACME, ACME_NORTH, BRAVO, childrenOf } from './organizations/organization.ts';
import { ALL_SCOPES } from './scopes.ts';

/** A key that every world knows. They are the sandbox's own, so everybody may see them. */
export interface Key {
  readonly credential: string;
  /** How it is asked for, and shown. */
  readonly kind: 'production' | 'demo' | 'other-organization' | 'sub-entity' | 'read-only' | 'test' | 'revoked';
  readonly label: string;
  readonly organization: string;
  /** Limits depend on it. */
  readonly plan: 'production' | 'demo';
  readonly scopes: 'all' | readonly string[];
}

/** `revdesk_` and 32 hexadecimal digits, as the API's documentation has it; each a digit that says what it is. */
const keyOf = (digit: string): string => `revdesk_${digit.repeat(32)}`;

export const KEYS: readonly Key[] = [
  {
    credential: keyOf('a'),
    kind: 'production',
    label: 'production key of Acme',
    organization: ACME,
    plan: 'production',
    scopes: 'all',
  },
  { credential: keyOf('d'), kind: 'demo', label: 'demo key of Acme', organization: ACME, plan: 'demo', scopes: 'all' },
  {
    credential: keyOf('b'),
    kind: 'other-organization',
    label: 'production key of Bravo',
    organization: BRAVO,
    plan: 'production',
    scopes: 'all',
  },
  {
    credential: keyOf('c'),
    kind: 'read-only',
    label: 'read-only key of Acme',
    organization: ACME,
    plan: 'production',
    scopes: ALL_SCOPES.filter((scope) => scope.endsWith(':read')),
  },
  // The key that RevDesk's own SDK has in its tests.
  {
    credential: 'rv_test',
    kind: 'test',
    label: 'test key of Acme',
    organization: ACME,
    plan: 'production',
    scopes: 'all',
  },
  {
    credential: keyOf('e'),
    kind: 'revoked',
    label: 'revoked key of Acme',
    organization: ACME,
    plan: 'production',
    scopes: 'all',
  },
  {
    credential: keyOf('f'),
    kind: 'sub-entity',
    label: 'key of Acme North, a sub-entity of Acme',
    organization: ACME_NORTH,
    plan: 'production',
    scopes: 'all',
  },
];

/** A Map, since the text that is looked up comes off the wire. A revoked key is nobody, like one that never was. */
const CALLERS: ReadonlyMap<string, Caller> = new Map(
  KEYS.filter(({ kind }) => kind !== 'revoked').map(({ credential, label, organization, plan, scopes }) => [
    credential,
    { id: credential, label, organization, plan, scopes: scopes === 'all' ? scopes : new Set(scopes) },
  ]),
);

/**
 * Whose key a credential is, or whose client token. Documented: a key of an umbrella organization reaches what its sub-entities
 * have, and theirs only their own.
 */
export const callerFor = (credential: string, world: CredentialContext): Caller | undefined => {
  const caller = CALLERS.get(credential) ?? issuedTo(credential, world.records) ?? callerOfClientToken(credential, world);
  return caller && new UmbrellaCaller(caller, world);
};

/**
 * What a caller reaches is looked up when it is asked for, and once: most requests name nothing but what is the caller's own, and a list
 * asks for each of its rows.
 */
class UmbrellaCaller implements Caller {
  readonly id: string;
  readonly label: string;
  readonly organization: string;
  readonly plan: string;
  readonly scopes: Caller['scopes'];
  readonly #records: RecordView;
  #reach: ReadonlySet<string> | undefined;

  constructor({ id, label, organization, plan, scopes }: Caller, { records }: CredentialContext) {
    this.id = id;
    this.label = label;
    this.organization = organization;
    this.plan = plan;
    this.scopes = scopes;
    this.#records = records;
  }

  get accessibleOrganizations(): ReadonlySet<string> {
    return (this.#reach ??= new Set(childrenOf(this.#records, this.organization).map(({ id }) => id)));
  }
}
