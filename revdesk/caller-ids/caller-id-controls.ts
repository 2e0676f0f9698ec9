import type { ControlEndpoint } from '../../mock/index.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS } from './caller-id.ts';

const CALLER_ID = {
  type: 'object',
  required: ['caller_id_id', 'phone_number', 'organization', 'status', 'verification_code'],
  properties: {
    caller_id_id: { type: 'string' },
    phone_number: { type: 'string' },
    organization: { type: 'string' },
    status: { enum: ['PENDING', 'VERIFIED', 'REVOKED'] },
    verification_code: { type: 'string', pattern: '^\\d{6}$' },
  },
};

/** Shows testers the code that the verification call reads out. */
export const callerIdControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/caller-ids',
    summary: 'Lists caller IDs, newest first, each with the code that its verification call reads out.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['caller_ids'],
      properties: { caller_ids: { type: 'array', items: CALLER_ID } },
    },
    run: ({ records }) => ({
      body: { caller_ids: records.list<CallerId>(CALLER_IDS.name).toReversed().map(showCode) },
    }),
  },
];

const showCode = ({ id, phone_number, organization, status, code }: CallerId): object => ({
  caller_id_id: id,
  phone_number,
  organization,
  status,
  verification_code: code,
});
