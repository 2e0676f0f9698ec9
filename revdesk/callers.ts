import type { Caller, CredentialContext, RecordView } from '../mock/index.ts';
import { callerOfClientToken } from './client-tokens/client-token.ts';
import { issuedTo } from './organizations/issued-key.ts';
import { ACME, ACME_NORTH, BRAVO, childrenOf } from './organizations/organization.ts';
import { ALL_SCOPES } from './scopes.ts';

/** A key that every world accepts. These keys belong to the sandbox, so they are not secret. */
export interface Key {
  readonly credential: string;
  /** The name by which a key is selected and shown. */
  readonly kind: 'production' | 'demo' | 'other-organization' | 'sub-entity' | 'read-only' | 'test' | 'revoked';
  readonly label: string;
  readonly organization: string;
  /** Rate limits depend on the plan. */
  readonly plan: 'production' | 'demo';
  readonly scopes: 'all' | readonly string[];
}

/** `revdesk_` and 32 hexadecimal digits, as documented. Each key repeats one digit, which identifies it. */
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
  // The key that RevDesk's own SDK uses in its tests.
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

/** A Map, since the lookup text comes from the request. A revoked key identifies no caller, like an unknown key. */
const CALLERS: ReadonlyMap<string, Caller> = new Map(
  KEYS.filter(({ kind }) => kind !== 'revoked').map(({ credential, label, organization, plan, scopes }) => [
    credential,
    { id: credential, label, organization, plan, scopes: scopes === 'all' ? scopes : new Set(scopes) },
  ]),
);

/**
 * The caller that an API key or a client token identifies. Documented: a key of an umbrella organization can access the resources of
 * its sub-entities; a key of a sub-entity can only access its own.
 */
export const callerFor = (credential: string, world: CredentialContext): Caller | undefined => {
  const caller =
    CALLERS.get(credential) ?? issuedTo(credential, world.records) ?? callerOfClientToken(credential, world);
  return caller && new UmbrellaCaller(caller, world);
};

/**
 * A caller whose accessible organizations are looked up on first use, and only once: most requests only name resources of the caller's
 * own organization, and a list checks access for each of its rows.
 */
class UmbrellaCaller implements Caller {
  readonly id: string;
  readonly label: string;
  readonly organization: string;
  readonly plan: string;
  readonly scopes: Caller['scopes'];
  readonly #records: RecordView;
  #accessibleOrganizations: ReadonlySet<string> | undefined;

  constructor({ id, label, organization, plan, scopes }: Caller, { records }: CredentialContext) {
    this.id = id;
    this.label = label;
    this.organization = organization;
    this.plan = plan;
    this.scopes = scopes;
    this.#records = records;
  }

  get accessibleOrganizations(): ReadonlySet<string> {
    return (this.#accessibleOrganizations ??= new Set(
      childrenOf(this.#records, this.organization).map(({ id }) => id),
    ));
  }
}
