import type { Change, Handler, HandlerContext } from '../../mock/index.ts';
import { put, canAccess, remove } from '../../mock/index.ts';
import { data } from '../table/data.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { putRow, withRow } from '../table/table.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS, isVerified, revoked } from './caller-id.ts';

/** `DELETE /v1/caller-ids/{id}`: its number may not be called from any more. One that is revoked already stays as it is. */
export const revoke: Handler = (context) =>
  withRow(CALLER_IDS, context, (callerId) => {
    if (callerId.status === 'REVOKED') return { reply: data(CALLER_IDS.show(callerId, context)) };
    const after = revoked(callerId, context.exchange.now);
    return {
      reply: data(CALLER_IDS.show(after, context)),
      changes: [putRow(CALLER_IDS, after), ...unusable(callerId, context)],
    };
  });

/** What verification brought about is undone, unless somebody else has come by the number. */
const unusable = (callerId: CallerId, { exchange: { caller }, records }: HandlerContext): readonly Change[] => {
  const number = records.get<PhoneNumber>(NUMBERS, callerId.phone_number);
  if (number === undefined || !isVerified(callerId)) return [];
  if (number.caller_id === callerId.id) return [remove(NUMBERS, number.id)];
  const isTheirs = number.caller_id === null && canAccess(caller, number.organization);
  return isTheirs ? [put(NUMBERS, { ...number, verified: false })] : [];
};
