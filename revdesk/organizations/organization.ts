import type { Change, RecordView, WorldRecord } from '../../mock/index.ts';
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
  readonly slug: string;
  /** The `id` of the umbrella, for a sub-entity. */
  readonly parent: string | null;
  /** Whether a HIPAA policy holds; it withholds transcripts. */
  readonly hipaa_enabled: boolean;
};

const SEED: readonly Organization[] = [
  {
    id: ACME,
    uuid: '9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
    name: 'Acme',
    slug: 'acme',
    parent: null,
    hipaa_enabled: false,
  },
  {
    id: BRAVO,
    uuid: '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9',
    name: 'Bravo',
    slug: 'bravo',
    parent: null,
    hipaa_enabled: false,
  },
  {
    id: ACME_NORTH,
    uuid: '5c4d3e2f-1a0b-4c9d-8e7f-6a5b4c3d2e1f',
    name: 'Acme North',
    slug: 'acme-north',
    parent: ACME,
    hipaa_enabled: false,
  },
];

export const organizationSeed: readonly Change[] = SEED.map((organization) => put(ORGANIZATIONS, organization));

export const organizationOf = (records: RecordView, id: string): Organization | undefined =>
  records.get<Organization>(ORGANIZATIONS, id);

/** How the API names an organization. */
export const uuidOf = (records: RecordView, id: string): string | null => organizationOf(records, id)?.uuid ?? null;

/** The sub-entities of an umbrella, oldest first. */
export const childrenOf = (records: RecordView, id: string): readonly Organization[] =>
  records.list<Organization>(ORGANIZATIONS).filter(({ parent }) => parent === id);
