import type { Change, Instant, JsonObject } from '../../mock/index.ts';
import { ACME } from '../organizations/organization.ts';
import { shownTime } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';
import { putRow } from '../table/table.ts';

/** An appointment that an agent booked. */
export type Appointment = Row & {
  readonly title: string;
  readonly description: string | null;
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly start_time: Instant;
  readonly end_time: Instant;
  readonly timezone: string | null;
  readonly status: string;
  readonly event_type: string;
  readonly scheduling_option: string | null;
  readonly notes: string | null;
};

export const showAppointment = ({ start_time, end_time, created_at, ...rest }: Appointment): JsonObject => {
  const { organization: _, ...shown } = rest as Omit<Appointment, 'start_time' | 'end_time' | 'created_at'>;
  return {
    ...shown,
    start_time: shownTime(start_time),
    end_time: shownTime(end_time),
    created_at: shownTime(created_at),
  };
};

export const APPOINTMENTS: Table<Appointment> = { name: 'appointments', noun: 'appointment', show: showAppointment };

const MINUTE_MS = 60_000;

export const appointmentOf = (
  required: Pick<Appointment, 'id' | 'organization' | 'created_at' | 'start_time'>,
  optional: Partial<Appointment> = {},
): Appointment => ({
  title: 'Check-up',
  description: null,
  contact_name: null,
  contact_email: null,
  end_time: required.start_time + 30 * MINUTE_MS,
  timezone: null,
  status: 'confirmed',
  event_type: 'in_person',
  scheduling_option: null,
  notes: null,
  ...optional,
  ...required,
});

const SEED: readonly Appointment[] = [
  appointmentOf(
    { id: 'apt_1', organization: ACME, created_at: Date.UTC(2025, 11, 15, 9), start_time: Date.UTC(2026, 0, 20, 15) },
    { contact_name: 'Alex Example', contact_email: 'alex@customer.example', timezone: 'America/Los_Angeles' },
  ),
  appointmentOf(
    { id: 'apt_2', organization: ACME, created_at: Date.UTC(2025, 11, 16, 9), start_time: Date.UTC(2026, 0, 21, 18) },
    { title: 'Consultation', contact_name: 'Sam Sample', event_type: 'phone_call', notes: 'Prefers mornings.' },
  ),
];

export const appointmentSeed: readonly Change[] = SEED.map((appointment) => putRow(APPOINTMENTS, appointment));
