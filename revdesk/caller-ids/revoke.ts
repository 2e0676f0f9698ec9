import type { Change, Handler, HandlerSituation } from '../../mock/index.ts';
import { put, reaches, remove } from '../../mock/index.ts';
import { data } from '../data.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { putRow, withRow } from '../table.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS, isVerified, revoked } from './caller-id.ts';

/** `DELETE /v1/caller-ids/{id}`: its number may not be called from any more. One that is revoked already stays as it is. */
export const revoke: Handler = (situation) =>
  withRow(CALLER_IDS, situation, (callerId) => {
    if (callerId.status === 'REVOKED') return { reply: data(CALLER_IDS.show(callerId, situation)) };
    const after = revoked(callerId, situation.exchange.now);
    return {
      reply: data(CALLER_IDS.show(after, situation)),
      changes: [putRow(CALLER_IDS, after), ...unusable(callerId, situation)],
    };
  });

/** What verification brought about is undone, unless somebody else has come by the number. */
const unusable = (callerId: CallerId, { exchange: { caller }, records }: HandlerSituation): readonly Change[] => {
  const number = records.get<PhoneNumber>(NUMBERS, callerId.phone_number);
  if (number === undefined || !isVerified(callerId)) return [];
  if (number.caller_id === callerId.id) return [remove(NUMBERS, number.id)];
  const isTheirs = number.caller_id === null && reaches(caller, number.organization);
  return isTheirs ? [put(NUMBERS, { ...number, verified: false })] : [];
};
