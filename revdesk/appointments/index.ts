import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { appointmentSeed, APPOINTMENTS } from './appointment.ts';
import { bookAppointment } from './book-appointment.ts';

/** Bookings that agents made. */
export const appointments: Area = {
  handlers: { v1_appointments_get: listing(APPOINTMENTS, { meta: 'list', order: 'newest first' }) },
  seed: appointmentSeed,
  controls: [bookAppointment],
  notes: { Appointments: ['A fresh world has two, and the API makes none: `POST /_sandbox/appointments` does.'] },
};
