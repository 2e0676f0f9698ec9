import type { Caller, ControlEndpoint, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { ALL_SCOPES } from '../scopes.ts';
import { findOrganization, unknownOrganizationText } from './organization.ts';

/** The collection of API keys that the tester has created; a record's id is the key. */
const ISSUED_KEYS = 'keys';

type IssuedKey = WorldRecord & {
  readonly label: string;
  readonly organization: string;
  readonly plan: 'production' | 'demo';
  readonly scopes: 'all' | readonly string[];
  readonly created_at: Instant;
};

/** The caller of a key that was created in this world. */
export const issuedTo = (credential: string, records: RecordView): Caller | undefined => {
  const key = records.get<IssuedKey>(ISSUED_KEYS, credential);
  if (key === undefined) return undefined;
  const { id, label, organization, plan, scopes } = key;
  return { id, label, organization, plan, scopes: scopes === 'all' ? scopes : new Set(scopes) };
};

interface KeyRequest {
  readonly organization: string;
  readonly plan?: IssuedKey['plan'];
  readonly scopes?: readonly string[];
}

/** In RevDesk, keys are created in the dashboard; no operation does it. A sub-entity has no key until one is created here. */
export const issueKey: ControlEndpoint = {
  method: 'POST',
  path: '/keys',
  summary: 'Creates an API key for an organization, such as a new sub-entity.',
  access: 'guarded',
  input: {
    type: 'object',
    required: ['organization'],
    additionalProperties: false,
    properties: {
      organization: {
        type: 'string',
        description: 'The organization of the key, by its id in the API or in records.',
      },
      plan: { enum: ['production', 'demo'], description: 'The plan, which determines limits; production by default.' },
      scopes: {
        type: 'array',
        items: { enum: [...ALL_SCOPES] },
        description: 'The scopes of the key; all scopes by default.',
      },
    },
  },
  output: {
    type: 'object',
    required: ['key', 'label', 'organization', 'plan'],
    properties: {
      key: { type: 'string', description: 'The key to send after `Bearer`.' },
      label: { type: 'string' },
      organization: { type: 'string' },
      plan: { type: 'string' },
    },
  },
  status: 201,
  run: ({ input, records, random, now, refuse }) => {
    const { organization: name, plan = 'production', scopes } = input as KeyRequest;
    const organization = findOrganization(records, name);
    if (organization === undefined) return { refused: refuse('not_found', unknownOrganizationText(name)) };
    const key: IssuedKey = {
      // Documented: `revdesk_` and 32 hexadecimal digits.
      id: `revdesk_${random.uuid().replaceAll('-', '')}`,
      label: `${plan} key of ${organization.name}`,
      organization: organization.id,
      plan,
      scopes: scopes ?? 'all',
      created_at: now,
    };
    const { id, label } = key;
    return {
      changes: [put(ISSUED_KEYS, key)],
      body: { key: id, label, organization: organization.id, plan },
      status: 201,
    };
  },
};
