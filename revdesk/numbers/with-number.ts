import type { HandlerContext, Outcome } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { missing } from '../table/table.ts';
import type { PhoneNumber } from './number.ts';
import { phoneNumbersIn } from './number.ts';
import { PHONE_NUMBERS } from './show-number.ts';

/**
 * Goes on with the number that the path names by its `phone_id`, or says that there is none.
 *
 * @param parameter What the path calls it.
 */
export const withNumber = (
  context: HandlerContext,
  run: (number: PhoneNumber) => Outcome,
  parameter = 'id',
): Outcome => {
  const { exchange, records } = context;
  const id = exchange.pathParameters.get(parameter);
  const number = phoneNumbersIn(records).find(({ phone_id }) => String(phone_id) === id);
  const isTheirs = number !== undefined && canAccess(exchange.caller, number.organization);
  return isTheirs ? run(number) : missing(PHONE_NUMBERS, context, id);
};
