import type { Change, Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { nextPhoneId, numberOf, NUMBERS, putNew } from '../numbers/number.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { putRow, withRow } from '../table/table.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS } from './caller-id.ts';
import { conflictOver } from './start-verification.ts';

/** `POST /v1/caller-ids/{id}/verify`: with the correct code, calls can be placed from the number. */
export const submitCode: Handler = (context) =>
  withRow(CALLER_IDS, context, (callerId) => {
    const refused = refusalOf(callerId, context);
    if (refused) return refused;
    const { now } = context.exchange;
    const verified: CallerId = { ...callerId, status: 'VERIFIED', verified_at: now, updated_at: now };
    return {
      reply: data({ verified: true, message: `${callerId.phone_number} is verified.` }),
      changes: [putRow(CALLER_IDS, verified), ...applyVerification(verified, context)],
    };
  });

const refusalOf = (callerId: CallerId, context: HandlerContext): Outcome | undefined => {
  const { exchange, refuse } = context;
  const { status, code, code_expires_at, phone_number } = callerId;
  if (status !== 'PENDING')
    return { reply: refuse('conflict', `Only a PENDING caller ID can be verified; this one is ${status}.`) };
  if (exchange.now >= code_expires_at)
    return { reply: refuse('conflict', 'The code has expired. Request another call: POST /v1/caller-ids.') };
  if (requestBodyOf<{ readonly verification_code: string }>(context).verification_code !== code) {
    const text = 'This is not the code that was read out. Submit its six digits.';
    return { reply: refuse('invalid_request', text, { fields: { verification_code: text } }) };
  }
  // Another organization may have acquired the number since it was called.
  return conflictOver(context, phone_number);
};

/**
 * RevDesk documents both that a caller must own `from_number` and that it is checked against the verified numbers. Here either is enough:
 * a number of the organization becomes verified; any other number is added as one that can only place calls.
 */
const applyVerification = (
  { id: caller_id, phone_number, organization }: CallerId,
  { exchange: { now }, records }: HandlerContext,
): readonly Change[] => {
  const owned = records.get<PhoneNumber>(NUMBERS, phone_number);
  if (owned) return [put(NUMBERS, { ...owned, verified: true })];
  const identity = { id: phone_number, phone_id: nextPhoneId(records), organization, created_at: now };
  return putNew(numberOf(identity, { caller_id }));
};
