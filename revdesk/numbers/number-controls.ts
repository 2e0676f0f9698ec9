import type { ControlEndpoint } from '../../mock/index.ts';
import { put, remove } from '../../mock/index.ts';
import { ACME, BRAVO } from '../organizations/organization.ts';
import type { PhoneNumber } from './number.ts';
import { nextPhoneId, NUMBERS } from './number.ts';

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
    run: ({ input, records }) => {
      const { e164, ...rest } = input as Partial<PhoneNumber> & { readonly e164: string };
      const known = records.get<PhoneNumber>(NUMBERS, e164) ?? { ...NEW_NUMBER, phone_id: nextPhoneId(records) };
      const number = { ...known, ...rest, id: e164 };
      return { changes: [put(NUMBERS, number)], body: showNumber(number) };
    },
  },
  {
    method: 'DELETE',
    path: '/numbers/{e164}',
    summary: 'Takes a number away from whoever owns it.',
    access: 'guarded',
    status: 204,
    run: ({ path, records, refuse }) => {
      const id = path.get('e164') ?? '';
      if (records.get(NUMBERS, id) === undefined)
        return { refused: refuse('not_found', `Nobody owns ${id} in this world.`) };
      return { changes: [remove(NUMBERS, id)], body: undefined };
    },
  },
];

const NEW_NUMBER = { organization: ACME, active: true, verified: true };

const showNumber = ({ id, phone_id, organization, active, verified }: PhoneNumber): object => ({
  e164: id,
  phone_id,
  organization,
  active,
  verified,
});
