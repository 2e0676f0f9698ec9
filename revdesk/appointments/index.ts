import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { APPOINTMENTS, appointmentSeed } from './appointment.ts';
import { bookAppointment } from './book-appointment.ts';

/** Appointments that agents booked. */
export const appointments: Area = {
  handlers: { v1_appointments_get: listing(APPOINTMENTS, { meta: 'list', order: 'newest first' }) },
  seed: appointmentSeed,
  controls: [bookAppointment],
  notes: {
    Appointments: ['A fresh world has two appointments. The API cannot create any; `POST /_sandbox/appointments` can.'],
  },
};
