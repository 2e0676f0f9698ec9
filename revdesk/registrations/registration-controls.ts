import type { ControlEndpoint, EndpointContext } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { putRow } from '../table/table.ts';
import type { Registration, RegistrationStatus } from './registration.ts';
import { newRegistration, REGISTRATION_STATUSES, REGISTRATIONS, showFacts, withStatus } from './registration.ts';

/** Lets the tester act as the registry. */
export const registrationControls: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/number-registrations',
    summary: 'Registers a number with the Free Caller Registry, or changes the status of its registration.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['phone_number', 'status'],
      additionalProperties: false,
      properties: {
        phone_number: { type: 'string', description: 'A number that an organization owns.' },
        status: { enum: REGISTRATION_STATUSES, description: 'The new status of the registration.' },
      },
    },
    output: {
      type: 'object',
      required: ['registration_id', 'phone_number', 'status'],
      properties: {
        registration_id: { type: 'string' },
        phone_number: { type: 'string' },
        status: { enum: REGISTRATION_STATUSES },
      },
    },
    run: (context) => {
      const { input, records, now, refuse } = context;
      const { phone_number, status } = input as { readonly phone_number: string; readonly status: RegistrationStatus };
      const owner = records.get<PhoneNumber>(NUMBERS, phone_number)?.organization;
      if (owner === undefined)
        return {
          refused: refuse(
            'not_found',
            `No organization owns ${phone_number} in this world. Assign it with POST /numbers.`,
          ),
        };
      const registration = withStatus(openRegistration(phone_number, owner, context), status, now);
      return { changes: [putRow(REGISTRATIONS, registration)], body: showFacts(registration) };
    },
  },
];

/** The open registration of a number, or a new one: a canceled registration does not change any more. */
const openRegistration = (
  phone_number: string,
  owner: string,
  { records, random, now }: EndpointContext,
): Registration =>
  records
    .list<Registration>(REGISTRATIONS.name)
    .findLast((each) => each.phone_number === phone_number && each.status !== 'cancelled') ??
  newRegistration(random.id('reg_'), phone_number, owner, now);
