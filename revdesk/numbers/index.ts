import type { Area } from '../area.ts';
import { data } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import { buyNumber, jobHandlers } from './buy-number.ts';
import { changeNumber } from './change-number.ts';
import { readCnamStatus } from './cnam/cnam-status.ts';
import { searchNumbers } from './inventory/search-numbers.ts';
import { numberControls } from './number-controls.ts';
import { numberSeed } from './number.ts';
import { releaseNumber } from './release-number.ts';
import { PHONE_NUMBERS } from './show-number.ts';
import { withNumber } from './with-number.ts';

/** Phone numbers: search, purchase, configuration and release. */
export const numbers: Area = {
  handlers: {
    v1_phone_numbers_get: listing(PHONE_NUMBERS, { meta: 'page', order: 'oldest first' }),
    v1_phone_numbers_post: buyNumber,
    v1_phone_numbers_search_get: searchNumbers,
    v1_phone_numbers_id_get: (context) =>
      withNumber(context, (number) => ({ reply: data(PHONE_NUMBERS.show(number, context)) })),
    v1_phone_numbers_id_patch: changeNumber,
    v1_phone_numbers_id_delete: releaseNumber,
    v1_phone_numbers_id_cnam_status_get: readCnamStatus,
  },
  jobHandlers,
  seed: numberSeed,
  controls: numberControls,
  notes: {
    'Phone Numbers': [
      'A purchased number is shown as `pending:…` and inactive for ten seconds; then it can place calls. A released number cannot, and its finished calls are deleted.',
      'A new display name (CNAM) is `PENDING`. It is `APPROVED` when its status is requested at least a minute later.',
    ],
  },
};
