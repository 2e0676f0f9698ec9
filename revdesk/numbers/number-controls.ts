import type { ControlAnswer, ControlEndpoint, EndpointContext } from '../../mock/index.ts';
import { put, remove } from '../../mock/index.ts';
import { ACME, BRAVO } from '../organizations/organization.ts';
import { onRelease } from './on-release.ts';
import type { PhoneNumber } from './number.ts';
import { nextPhoneId, numberOf, NUMBERS, putNew } from './number.ts';

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

/** Who owns what: what a tester does to numbers, beside the API. */
export const numberControls: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/numbers',
    summary: 'Who owns which number, and whether it is active and verified.',
    access: 'guarded',
    output: { type: 'object', required: ['numbers'], properties: { numbers: { type: 'array', items: NUMBER } } },
    run: ({ records }) => ({ body: { numbers: records.list<PhoneNumber>(NUMBERS).map(showNumber) } }),
  },
  {
    method: 'POST',
    path: '/numbers',
    summary: 'Gives a new number to an organization, or changes one: what is named, the rest stays.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['e164'],
      additionalProperties: false,
      properties: {
        e164: { type: 'string', pattern: '^\\+[1-9]\\d{1,14}$', description: 'The number.' },
        organization: { enum: [ACME, BRAVO], description: `Who owns it; ${ACME} if it is new.` },
        active: { type: 'boolean', description: 'Whether it is in service; true if it is new.' },
        verified: { type: 'boolean', description: 'Whether it may be shown as caller ID; true if it is new.' },
      },
    },
    output: NUMBER,
    run: (context) => {
      const { input, records, now } = context;
      const { e164, ...rest } = input as Partial<PhoneNumber> & { readonly e164: string };
      const known = records.get<PhoneNumber>(NUMBERS, e164);
      if (known) return changed({ ...known, ...rest }, known, context);
      const named = { id: e164, phone_id: nextPhoneId(records), organization: ACME, created_at: now };
      const number = numberOf(named, rest);
      return { changes: putNew(number), body: showNumber(number) };
    },
  },
  {
    method: 'DELETE',
    path: '/numbers/{e164}',
    summary: 'Takes a number away from whoever owns it.',
    access: 'guarded',
    status: 204,
    run: ({ path, records, now, refuse }) => {
      const id = path.get('e164') ?? '';
      const number = records.get<PhoneNumber>(NUMBERS, id);
      if (number === undefined) return { refused: refuse('not_found', `Nobody owns ${id} in this world.`) };
      return { changes: [remove(NUMBERS, id), ...onRelease(number, records, now)], body: undefined };
    },
  },
];

/** What a tester puts into service is no longer being bought, and what goes to another owner is theirs alone. */
const changed = (
  wished: PhoneNumber,
  before: PhoneNumber,
  { records, now }: Pick<EndpointContext, 'records' | 'now'>,
): ControlAnswer => {
  const settled: PhoneNumber = wished.active ? { ...wished, purchase: 'done' } : wished;
  if (settled.organization === before.organization)
    return { changes: [put(NUMBERS, settled)], body: showNumber(settled) };
  const moved: PhoneNumber = { ...settled, caller_id: null, agent_id: null };
  return { changes: [put(NUMBERS, moved), ...onRelease(before, records, now)], body: showNumber(moved) };
};

const showNumber = ({ id, phone_id, organization, active, verified }: PhoneNumber): object => ({
  e164: id,
  phone_id,
  organization,
  active,
  verified,
});
