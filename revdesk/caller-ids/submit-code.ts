import type { Change, Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { nextPhoneId, numberOf, NUMBERS, putNew } from '../numbers/number.ts';
import { putRow, withRow } from '../table/table.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS } from './caller-id.ts';
import { conflictOver } from './start-verification.ts';

/** `POST /v1/caller-ids/{id}/verify`: with the right code, the number may be called from. */
export const submitCode: Handler = (context) =>
  withRow(CALLER_IDS, context, (callerId) => {
    const refused = refusalOf(callerId, context);
    if (refused) return refused;
    const { now } = context.exchange;
    const verified: CallerId = { ...callerId, status: 'VERIFIED', verified_at: now, updated_at: now };
    return {
      reply: data({ verified: true, message: `${callerId.phone_number} is verified.` }),
      changes: [putRow(CALLER_IDS, verified), ...usable(verified, context)],
    };
  });

const refusalOf = (callerId: CallerId, context: HandlerContext): Outcome | undefined => {
  const { exchange, refuse } = context;
  const { status, code, code_expires_at, phone_number } = callerId;
  if (status !== 'PENDING')
    return { reply: refuse('conflict', `Only a PENDING caller ID can be verified; this one is ${status}.`) };
  if (exchange.now >= code_expires_at)
    return { reply: refuse('conflict', 'The code has expired. Have the number called again: POST /v1/caller-ids.') };
  if (requestBodyOf<{ readonly verification_code: string }>(context).verification_code !== code) {
    const text = 'This is not the code that was read out. Hand in its six digits.';
    return { reply: refuse('invalid_request', text, { fields: { verification_code: text } }) };
  }
  // Somebody may have got the number since it was called.
  return conflictOver(context, phone_number);
};

/**
 * The documents say both that a caller must own `from_number` and that it is checked against what was verified. Here either will do:
 * an organization's own number becomes a verified one, any other a number that can be called from, and nothing else.
 */
const usable = (
  { id: caller_id, phone_number, organization }: CallerId,
  { exchange: { now }, records }: HandlerContext,
): readonly Change[] => {
  const owned = records.get<PhoneNumber>(NUMBERS, phone_number);
  if (owned) return [put(NUMBERS, { ...owned, verified: true })];
  const named = { id: phone_number, phone_id: nextPhoneId(records), organization, created_at: now };
  return putNew(numberOf(named, { caller_id }));
};
