import type { ControlEndpoint } from '../../mock/index.ts';
import { DAY_MS } from '../table/day.ts';
import { ACME, noOrganization, organizationCalled } from '../organizations/organization.ts';
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

/** RevDesk's agents book; the API has no operation for it. */
export const bookAppointment: ControlEndpoint = {
  method: 'POST',
  path: '/appointments',
  summary: 'An agent books an appointment.',
  access: 'guarded',
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      organization: { type: 'string', description: `Whose agent; ${ACME} if it is left out.` },
      title: { ...TEXT, description: 'What for.' },
      description: { ...TEXT, description: 'More of it.' },
      contact_name: { ...TEXT, description: 'With whom.' },
      contact_email: { ...TEXT, description: 'How to reach them.' },
      start_time: { ...TIME, description: 'In a day if it is left out.' },
      end_time: { ...TIME, description: 'Half an hour after the start if it is left out.' },
      timezone: { ...TEXT, description: 'Such as `America/Los_Angeles`.' },
      notes: { ...TEXT, description: 'What else there is to know.' },
    },
  },
  output: {
    type: 'object',
    required: ['id', 'title', 'start_time', 'end_time', 'created_at'],
    properties: { id: { type: 'string' }, title: TEXT, start_time: TIME, end_time: TIME, created_at: TIME },
  },
  status: 201,
  run: ({ input, records, random, now, refuse }) => {
    const { organization: wanted = ACME, start_time, end_time, ...texts } = (input ?? {}) as AppointmentRequest;
    const organization = organizationCalled(records, wanted)?.id;
    if (organization === undefined) return { refused: refuse('not_found', noOrganization(wanted)) };
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
    const happening = { organization, subject: appointment.id, at: now, data: body };
    return {
      changes: [putRow(APPOINTMENTS, appointment)],
      emits: announce(records, { ...happening, type: 'new_appointment' }),
      body,
      status: 201,
    };
  },
};
