import type { Change, Handler, HandlerContext } from '../../mock/index.ts';
import { canAccess, put, remove } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { data } from '../table/data.ts';
import { putRow, withRow } from '../table/table.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS, isVerified, revoked } from './caller-id.ts';

/** `DELETE /v1/caller-ids/{id}`: calls can no longer be placed from its number. A revoked caller ID does not change. */
export const revoke: Handler = (context) =>
  withRow(CALLER_IDS, context, (callerId) => {
    if (callerId.status === 'REVOKED') return { reply: data(CALLER_IDS.show(callerId, context)) };
    const after = revoked(callerId, context.exchange.now);
    return {
      reply: data(CALLER_IDS.show(after, context)),
      changes: [putRow(CALLER_IDS, after), ...undoVerification(callerId, context)],
    };
  });

/** Undoes the effects of the verification, unless another organization has acquired the number since. */
const undoVerification = (callerId: CallerId, { exchange: { caller }, records }: HandlerContext): readonly Change[] => {
  const number = records.get<PhoneNumber>(NUMBERS, callerId.phone_number);
  if (number === undefined || !isVerified(callerId)) return [];
  if (number.caller_id === callerId.id) return [remove(NUMBERS, number.id)];
  const isOwn = number.caller_id === null && canAccess(caller, number.organization);
  return isOwn ? [put(NUMBERS, { ...number, verified: false })] : [];
};
