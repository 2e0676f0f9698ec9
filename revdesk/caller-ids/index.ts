import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { cnamRefusal, requestedCnam } from '../numbers/cnam/cnam.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import { putRow, withRow } from '../table/table.ts';
import { callerIdControls } from './caller-id-controls.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS, isVerified } from './caller-id.ts';
import { revoke } from './revoke.ts';
import { startVerification } from './start-verification.ts';
import { submitCode } from './submit-code.ts';

/** `PATCH /v1/caller-ids/{id}`: requests a display name, for verified US local numbers. */
const setDisplayName: Handler = (context) =>
  withRow(CALLER_IDS, context, (callerId) => {
    const { exchange, refuse } = context;
    const { phone_number, status } = callerId;
    if (!isVerified(callerId))
      return { reply: refuse('conflict', `Only a VERIFIED caller ID may have a display name; this one is ${status}.`) };
    const refused = cnamRefusal(context, phone_number);
    if (refused) return { reply: refused };
    const { cnam_display_name } = requestBodyOf<{ readonly cnam_display_name: string }>(context);
    const cnam = requestedCnam(callerId, cnam_display_name, exchange.now);
    const after: CallerId = { ...callerId, ...cnam, updated_at: exchange.now };
    return { reply: data(CALLER_IDS.show(after, context)), changes: [putRow(CALLER_IDS, after)] };
  });

/** Caller IDs: external numbers, verified by a call. */
export const callerIds: Area = {
  handlers: {
    v1_caller_ids_get: listing(CALLER_IDS, { meta: 'list', order: 'newest first' }),
    v1_caller_ids_post: startVerification,
    v1_caller_ids_id_verify_post: submitCode,
    v1_caller_ids_id_patch: setDisplayName,
    v1_caller_ids_id_delete: revoke,
  },
  controls: callerIdControls,
  notes: {
    'Caller IDs': [
      '`GET /_sandbox/caller-ids` shows the code that the call reads out; it is valid for ten minutes. A verified number can place calls but cannot send texts.',
      'An unverified number of the organization itself, such as +14155550103, is verified in the same way.',
    ],
  },
};
