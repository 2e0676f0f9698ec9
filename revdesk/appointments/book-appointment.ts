import type { ControlEndpoint } from '../../mock/index.ts';
import { ACME, findOrganization, unknownOrganizationText } from '../organizations/organization.ts';
import { DAY_MS } from '../table/day.ts';
import { putRow } from '../table/table.ts';
import { announce } from '../webhooks/announce.ts';
import type { Appointment } from './appointment.ts';
import { appointmentOf, APPOINTMENTS, showAppointment } from './appointment.ts';

type Texts = Partial<
  Pick<Appointment, 'title' | 'description' | 'contact_name' | 'contact_email' | 'timezone' | 'notes'>
>;

interface AppointmentRequest extends Texts {
  readonly organization?: string;
  readonly start_time?: string;
  readonly end_time?: string;
}

const TEXT = { type: 'string', maxLength: 500 };
const TIME = { type: 'string', format: 'date-time' };

/** RevDesk's agents book appointments; the API has no operation for it. */
export const bookAppointment: ControlEndpoint = {
  method: 'POST',
  path: '/appointments',
  summary: 'Books an appointment, as an agent.',
  access: 'guarded',
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      organization: { type: 'string', description: `The organization of the agent. Defaults to ${ACME}.` },
      title: { ...TEXT, description: 'The title of the appointment.' },
      description: { ...TEXT, description: 'Details of the appointment.' },
      contact_name: { ...TEXT, description: 'The name of the contact.' },
      contact_email: { ...TEXT, description: 'The email address of the contact.' },
      start_time: { ...TIME, description: 'Defaults to one day from now.' },
      end_time: { ...TIME, description: 'Defaults to 30 minutes after the start.' },
      timezone: { ...TEXT, description: 'An IANA time zone, such as `America/Los_Angeles`.' },
      notes: { ...TEXT, description: 'Additional notes.' },
    },
  },
  output: {
    type: 'object',
    required: ['id', 'title', 'start_time', 'end_time', 'created_at'],
    properties: { id: { type: 'string' }, title: TEXT, start_time: TIME, end_time: TIME, created_at: TIME },
  },
  status: 201,
  run: ({ input, records, random, now, refuse }) => {
    const { organization: name = ACME, start_time, end_time, ...texts } = (input ?? {}) as AppointmentRequest;
    const organization = findOrganization(records, name)?.id;
    if (organization === undefined) return { refused: refuse('not_found', unknownOrganizationText(name)) };
    const appointment = appointmentOf(
      {
        id: random.id('apt_'),
        organization,
        created_at: now,
        start_time: start_time === undefined ? now + DAY_MS : Date.parse(start_time),
      },
      { ...texts, ...(end_time !== undefined && { end_time: Date.parse(end_time) }) },
    );
    if (!(appointment.end_time > appointment.start_time))
      return { refused: refuse('invalid_request', 'end_time: Expected a time after start_time.') };
    const body = showAppointment(appointment);
    const event = { organization, subject: appointment.id, at: now, data: body };
    return {
      changes: [putRow(APPOINTMENTS, appointment)],
      emits: announce(records, { ...event, type: 'new_appointment' }),
      body,
      status: 201,
    };
  },
};
