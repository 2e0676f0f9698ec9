import type { Change, Handler, RecordView } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { CallerId } from '../caller-ids/caller-id.ts';
import { CALLER_IDS, isVerified, revoked } from '../caller-ids/caller-id.ts';
import type { Call } from '../calls/call.ts';
import { CALLS, isOver } from '../calls/call.ts';
import { data } from '../data.ts';
import { putRow } from '../table.ts';
import { announce } from '../webhooks/announce.ts';
import type { PhoneNumber } from './number.ts';
import { NUMBERS } from './number.ts';
import { showNumber } from './show-number.ts';
import { withNumber } from './with-number.ts';

/** `DELETE /v1/phone-numbers/{id}`: from here on the number is nobody's, and for sale again. */
export const releaseNumber: Handler = (situation) =>
  withNumber(situation, (number) => {
    const { exchange, records } = situation;
    const { id, phone_id, organization } = number;
    const happening = { organization, subject: String(phone_id), at: exchange.now, data: showNumber(number, records) };
    return {
      reply: data({ id: phone_id, deleted: true }),
      changes: [
        remove(NUMBERS, id),
        ...callsOf(number, records).map((call) => remove(CALLS, call.id)),
        ...callerIdsOf(number, records, exchange.now),
      ],
      emits: announce(records, { ...happening, type: 'number_released' }),
    };
  });

/** Documented: the data of its calls goes with it. A call that is not over has its end to come, and stays until it is forgotten. */
const callsOf = ({ id, organization }: PhoneNumber, records: RecordView): readonly Call[] =>
  records
    .list<Call>(CALLS)
    .filter((call) => call.organization === organization && call.from_number === id && isOver(call));

/** Nobody may show a number that is not theirs any more. */
const callerIdsOf = ({ id }: PhoneNumber, records: RecordView, now: number): readonly Change[] =>
  records
    .list<CallerId>(CALLER_IDS.name)
    .filter((callerId) => callerId.phone_number === id && isVerified(callerId))
    .map((callerId) => putRow(CALLER_IDS, revoked(callerId, now)));
