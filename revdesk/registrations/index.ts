import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { showRow } from '../table/table.ts';
import { readProfile, saveProfile } from './profile.ts';
import { registrationControls } from './registration-controls.ts';
import { REGISTRATIONS, registrationSeed } from './registration.ts';

/** Registrations of numbers in the Free Caller Registry, and the profile of their calls that is submitted there. */
export const registrations: Area = {
  handlers: {
    v1_number_registrations_get: listing(REGISTRATIONS, {
      meta: 'page',
      order: 'oldest first',
      filters: {
        status: ({ status }, wanted) => status === wanted,
        phone_number: ({ phone_number }, wanted) => phone_number === wanted,
      },
    }),
    v1_number_registrations_id_get: showRow(REGISTRATIONS),
    v1_caller_trust_registration_profile_get: readProfile,
    v1_caller_trust_registration_profile_put: saveProfile,
  },
  seed: registrationSeed,
  controls: registrationControls,
  notes: {
    'Number Registrations': [
      'No operation creates a registration. A fresh world has some, and `POST /_sandbox/number-registrations` creates others and changes their status.',
    ],
  },
};
