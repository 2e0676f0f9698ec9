import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import { cnamRefusal, requested } from '../numbers/cnam/cnam.ts';
import { putRow, withRow } from '../table/table.ts';
import { callerIdControls } from './caller-id-controls.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS, isVerified } from './caller-id.ts';
import { submitCode } from './submit-code.ts';
import { revoke } from './revoke.ts';
import { startVerification } from './start-verification.ts';

/** `PATCH /v1/caller-ids/{id}`: a display name, for verified US local numbers. */
const name: Handler = (context) =>
  withRow(CALLER_IDS, context, (callerId) => {
    const { exchange, refuse } = context;
    const { phone_number, status } = callerId;
    if (!isVerified(callerId))
      return { reply: refuse('conflict', `Only a VERIFIED caller ID may have a display name; this one is ${status}.`) };
    const refused = cnamRefusal(context, phone_number);
    if (refused) return { reply: refused };
    const { cnam_display_name } = requestBodyOf<{ readonly cnam_display_name: string }>(context);
    const cnam = requested(callerId, cnam_display_name, exchange.now);
    const after: CallerId = { ...callerId, ...cnam, updated_at: exchange.now };
    return { reply: data(CALLER_IDS.show(after, context)), changes: [putRow(CALLER_IDS, after)] };
  });

/** Caller IDs: numbers from elsewhere, verified by a call. */
export const callerIds: Area = {
  handlers: {
    v1_caller_ids_get: listing(CALLER_IDS, { meta: 'list', order: 'newest first' }),
    v1_caller_ids_post: startVerification,
    v1_caller_ids_id_verify_post: submitCode,
    v1_caller_ids_id_patch: name,
    v1_caller_ids_id_delete: revoke,
  },
  controls: callerIdControls,
  notes: {
    'Caller IDs': [
      'The code that is read out on the phone is in `GET /_sandbox/caller-ids`; it is good for ten minutes. Once verified, the number may be called from, and not texted from.',
      'A number of the organization’s own that is not verified yet, such as +14155550103, becomes so in the same way.',
    ],
  },
};
