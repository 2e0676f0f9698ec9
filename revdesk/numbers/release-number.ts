import type { Handler, RecordView } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { Call } from '../calls/call.ts';
import { CALLS, isOver } from '../calls/call.ts';
import { organizationOf } from '../organizations/organization.ts';
import { data } from '../table/data.ts';
import { announce } from '../webhooks/announce.ts';
import type { PhoneNumber } from './number.ts';
import { NUMBERS } from './number.ts';
import { onRelease } from './on-release.ts';
import { showNumber } from './show-number.ts';
import { withNumber } from './with-number.ts';

/** `DELETE /v1/phone-numbers/{id}`: the number has no owner any more and is for sale again. */
export const releaseNumber: Handler = (context) =>
  withNumber(context, (number) => {
    const { exchange, records } = context;
    const { id, phone_id, organization } = number;
    const event = { organization, subject: String(phone_id), at: exchange.now, data: showNumber(number, records) };
    return {
      reply: data({ id: phone_id, deleted: true }),
      changes: [
        remove(NUMBERS, id),
        ...callsOf(number, records).map((call) => remove(CALLS, call.id)),
        ...onRelease(number, records, exchange.now),
      ],
      emits: announce(records, { ...event, type: 'number_released' }),
    };
  });

/** Documented: the data of its calls is deleted with it. A call that is not over still has to end, so it is kept until it is evicted. */
const callsOf = ({ phone_id, organization }: PhoneNumber, records: RecordView): readonly Call[] => {
  // An umbrella can also place calls from its sub-entities' numbers.
  const organizations = [organization, organizationOf(records, organization)?.parent];
  return records
    .list<Call>(CALLS)
    .filter((call) => organizations.includes(call.organization) && call.phone_number_id === phone_id && isOver(call));
};
