import type { ControlEndpoint, EndpointContext } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { putRow } from '../table/table.ts';
import type { Registration, RegistrationStatus } from './registration.ts';
import { inStatus, newRegistration, REGISTRATION_STATUSES, REGISTRATIONS, showFacts } from './registration.ts';

/** The tester in place of the registry. */
export const registrationControls: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/number-registrations',
    summary: 'Registers a number with the Free Caller Registry, or gives its registration another status.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['phone_number', 'status'],
      additionalProperties: false,
      properties: {
        phone_number: { type: 'string', description: 'A number that somebody owns.' },
        status: { enum: REGISTRATION_STATUSES, description: 'What the registration says from here on.' },
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
          refused: refuse('not_found', `Nobody owns ${phone_number} in this world. POST /numbers gives it away.`),
        };
      const registration = inStatus(openOne(phone_number, owner, context), status, now);
      return { changes: [putRow(REGISTRATIONS, registration)], body: showFacts(registration) };
    },
  },
];

/** One that was cancelled stays so: its number is registered anew. */
const openOne = (phone_number: string, owner: string, { records, random, now }: EndpointContext): Registration =>
  records
    .list<Registration>(REGISTRATIONS.name)
    .findLast((each) => each.phone_number === phone_number && each.status !== 'cancelled') ??
  newRegistration(random.id('reg_'), phone_number, owner, now);
