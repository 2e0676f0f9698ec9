import type { Caller, ControlEndpoint, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { ALL_SCOPES } from '../scopes.ts';
import { noOrganization, organizationCalled } from './organization.ts';

/** The collection of keys that the tester had made; a record's id is the key. */
const ISSUED_KEYS = 'keys';

type IssuedKey = WorldRecord & {
  readonly label: string;
  readonly organization: string;
  readonly plan: 'production' | 'demo';
  readonly scopes: 'all' | readonly string[];
  readonly created_at: Instant;
};

/** Who calls with a key that was made in this world. */
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

/** RevDesk makes keys in its dashboard, and has no operation for it. A sub-entity has none until one is made here. */
export const issueKey: ControlEndpoint = {
  method: 'POST',
  path: '/keys',
  summary: 'Makes an API key for an organization, such as a sub-entity that was just created.',
  access: 'guarded',
  input: {
    type: 'object',
    required: ['organization'],
    additionalProperties: false,
    properties: {
      organization: {
        type: 'string',
        description: 'Whose key; by the id that the API shows, or by the name in records.',
      },
      plan: { enum: ['production', 'demo'], description: 'Limits depend on it; production if it is left out.' },
      scopes: {
        type: 'array',
        items: { enum: [...ALL_SCOPES] },
        description: 'What it may do; anything if it is left out.',
      },
    },
  },
  output: {
    type: 'object',
    required: ['key', 'label', 'organization', 'plan'],
    properties: {
      key: { type: 'string', description: 'What goes behind `Bearer`.' },
      label: { type: 'string' },
      organization: { type: 'string' },
      plan: { type: 'string' },
    },
  },
  status: 201,
  run: ({ input, records, random, now, refuse }) => {
    const { organization: wanted, plan = 'production', scopes } = input as KeyRequest;
    const organization = organizationCalled(records, wanted);
    if (organization === undefined) return { refused: refuse('not_found', noOrganization(wanted)) };
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
