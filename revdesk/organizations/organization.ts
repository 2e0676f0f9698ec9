import type { Change, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';

/** The collection of organizations. */
export const ORGANIZATIONS = 'organizations';

export const ACME = 'org_acme';
export const BRAVO = 'org_bravo';
/** A sub-entity of Acme. */
export const ACME_NORTH = 'org_acme_north';

/** An organization that API keys belong to. The API uses its `uuid`; records and the control API use its readable `id`. */
export type Organization = WorldRecord & {
  readonly uuid: string;
  readonly name: string;
  readonly slug: string | null;
  /** The `id` of the umbrella, for a sub-entity. */
  readonly parent: string | null;
  /** The same, in the field that every row has, so that the umbrella lists its sub-entities. Empty for an umbrella itself. */
  readonly organization: string;
  /** Whether a HIPAA policy applies, which withholds transcripts. */
  readonly hipaa_enabled: boolean;
  readonly created_at: Instant;
};

const SEEDED_AT: Instant = Date.UTC(2025, 0, 1);

/** Their UUIDs have version 8 (RFC 9562, section 5.8), so that a generated UUID cannot equal one of them. */
const SEED: readonly Organization[] = [
  {
    id: ACME,
    uuid: '00000000-0000-8000-8000-00000000ac3e',
    name: 'Acme',
    slug: 'acme',
    parent: null,
    organization: '',
    hipaa_enabled: false,
    created_at: SEEDED_AT,
  },
  {
    id: BRAVO,
    uuid: '00000000-0000-8000-8000-0000000b8a70',
    name: 'Bravo',
    slug: 'bravo',
    parent: null,
    organization: '',
    hipaa_enabled: false,
    created_at: SEEDED_AT,
  },
  {
    id: ACME_NORTH,
    uuid: '00000000-0000-8000-8000-00000000ac3f',
    name: 'Acme North',
    slug: 'acme-north',
    parent: ACME,
    organization: ACME,
    hipaa_enabled: false,
    created_at: SEEDED_AT,
  },
];

export const organizationSeed: readonly Change[] = SEED.map((organization) => put(ORGANIZATIONS, organization));

export const organizationOf = (records: RecordView, id: string): Organization | undefined =>
  records.get<Organization>(ORGANIZATIONS, id);

/** Finds an organization by its `id` in records or by the `uuid` that the API shows. */
export const findOrganization = (records: RecordView, name: string): Organization | undefined =>
  records.list<Organization>(ORGANIZATIONS).find(({ id, uuid }) => id === name || uuid === name);

export const unknownOrganizationText = (name: string): string => `This world has no organization ${name}.`;

/** The id of an organization in the API. */
export const uuidOf = (records: RecordView, id: string): string | null => organizationOf(records, id)?.uuid ?? null;

/** The sub-entities of an umbrella, oldest first. */
export const childrenOf = (records: RecordView, id: string): readonly Organization[] =>
  records.list<Organization>(ORGANIZATIONS).filter(({ parent }) => parent === id);

/** Whether an organization, or the umbrella above it, is under a HIPAA policy. */
export const isUnderHipaa = (records: RecordView, id: string): boolean => {
  const own = organizationOf(records, id);
  const umbrella = organizationOf(records, own?.parent ?? '');
  return own?.hipaa_enabled === true || umbrella?.hipaa_enabled === true;
};
