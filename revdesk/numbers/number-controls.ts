import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../../mock/index.ts';
import { put, remove } from '../../mock/index.ts';
import { ACME, BRAVO } from '../organizations/organization.ts';
import type { PhoneNumber } from './number.ts';
import { nextPhoneId, numberOf, NUMBERS, putNew } from './number.ts';
import { onRelease } from './on-release.ts';

const NUMBER = {
  type: 'object',
  required: ['e164', 'phone_id', 'organization', 'active', 'verified'],
  properties: {
    e164: { type: 'string' },
    phone_id: { type: 'integer' },
    organization: { type: 'string' },
    active: { type: 'boolean' },
    verified: { type: 'boolean' },
  },
};

/** Lets a tester assign, change and remove numbers, outside the API. */
export const numberControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/numbers',
    summary: 'Lists the numbers, their owners, and whether each is active and verified.',
    access: 'guarded',
    output: { type: 'object', required: ['numbers'], properties: { numbers: { type: 'array', items: NUMBER } } },
    run: ({ records }) => ({ body: { numbers: records.list<PhoneNumber>(NUMBERS).map(showNumber) } }),
  },
  {
    method: 'POST',
    path: '/numbers',
    summary: 'Assigns a new number to an organization, or changes a number. Fields that are left out do not change.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['e164'],
      additionalProperties: false,
      properties: {
        e164: { type: 'string', pattern: '^\\+[1-9]\\d{1,14}$', description: 'The number.' },
        organization: { enum: [ACME, BRAVO], description: `The owner; ${ACME} by default for a new number.` },
        active: { type: 'boolean', description: 'Whether it is in service; true by default for a new number.' },
        verified: {
          type: 'boolean',
          description: 'Whether it may be shown as caller ID; true by default for a new number.',
        },
      },
    },
    output: NUMBER,
    run: (context) => {
      const { input, records, now } = context;
      const { e164, ...rest } = input as Partial<PhoneNumber> & { readonly e164: string };
      const known = records.get<PhoneNumber>(NUMBERS, e164);
      if (known) return change({ ...known, ...rest }, known, context);
      const identity = { id: e164, phone_id: nextPhoneId(records), organization: ACME, created_at: now };
      const number = numberOf(identity, rest);
      return { changes: putNew(number), body: showNumber(number) };
    },
  },
  {
    method: 'DELETE',
    path: '/numbers/{e164}',
    summary: 'Removes a number from its owner.',
    access: 'guarded',
    status: 204,
    run: ({ path, records, now, refuse }) => {
      const id = path.get('e164') ?? '';
      const number = records.get<PhoneNumber>(NUMBERS, id);
      if (number === undefined) return { refused: refuse('not_found', `No organization owns ${id} in this world.`) };
      return { changes: [remove(NUMBERS, id), ...onRelease(number, records, now)], body: undefined };
    },
  },
];

/** Activating a number completes its purchase. A new owner does not inherit the caller ID or the agent of the previous one. */
const change = (
  requested: PhoneNumber,
  before: PhoneNumber,
  { records, now }: Pick<EndpointContext, 'records' | 'now'>,
): ControlAnswer => {
  const after: PhoneNumber = requested.active ? { ...requested, purchase: 'done' } : requested;
  if (after.organization === before.organization) return { changes: [put(NUMBERS, after)], body: showNumber(after) };
  const moved: PhoneNumber = { ...after, caller_id: null, agent_id: null };
  return { changes: [put(NUMBERS, moved), ...onRelease(before, records, now)], body: showNumber(moved) };
};

const showNumber = ({ id, phone_id, organization, active, verified }: PhoneNumber): object => ({
  e164: id,
  phone_id,
  organization,
  active,
  verified,
});
