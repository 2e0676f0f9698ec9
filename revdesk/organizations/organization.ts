import type { Change, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';

/** The collection of organizations. */
export const ORGANIZATIONS = 'organizations';

export const ACME = 'org_acme';
export const BRAVO = 'org_bravo';
/** A sub-entity of Acme. */
export const ACME_NORTH = 'org_acme_north';

/** One that keys belong to. The API calls it by its `uuid`; records and the control API by its `id`, which says who it is. */
export type Organization = WorldRecord & {
  readonly uuid: string;
  readonly name: string;
  readonly slug: string | null;
  /** The `id` of the umbrella, for a sub-entity. */
  readonly parent: string | null;
  /** The same, as every row has it: so an umbrella lists its sub-entities. Empty for an umbrella, which is in nobody's list. */
  readonly organization: string;
  /** Whether a HIPAA policy holds; it withholds transcripts. */
  readonly hipaa_enabled: boolean;
  readonly created_at: Instant;
};

const FOUNDED: Instant = Date.UTC(2025, 0, 1);

/** Their UUIDs are of version 8 (RFC 9562, section 5.8), so that no UUID that is drawn can be one of them. */
const SEED: readonly Organization[] = [
  {
    id: ACME,
    uuid: '00000000-0000-8000-8000-00000000ac3e',
    name: 'Acme',
    slug: 'acme',
    parent: null,
    organization: '',
    hipaa_enabled: false,
    created_at: FOUNDED,
  },
  {
    id: BRAVO,
    uuid: '00000000-0000-8000-8000-0000000b8a70',
    name: 'Bravo',
    slug: 'bravo',
    parent: null,
    organization: '',
    hipaa_enabled: false,
    created_at: FOUNDED,
  },
  {
    id: ACME_NORTH,
    uuid: '00000000-0000-8000-8000-00000000ac3f',
    name: 'Acme North',
    slug: 'acme-north',
    parent: ACME,
    organization: ACME,
    hipaa_enabled: false,
    created_at: FOUNDED,
  },
];

export const organizationSeed: readonly Change[] = SEED.map((organization) => put(ORGANIZATIONS, organization));

export const organizationOf = (records: RecordView, id: string): Organization | undefined =>
  records.get<Organization>(ORGANIZATIONS, id);

/** How a tester may call one: by the name in records, or by the id that the API shows. */
export const organizationCalled = (records: RecordView, name: string): Organization | undefined =>
  records.list<Organization>(ORGANIZATIONS).find(({ id, uuid }) => id === name || uuid === name);

export const noOrganization = (name: string): string => `No organization is called ${name} in this world.`;

/** How the API names an organization. */
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
