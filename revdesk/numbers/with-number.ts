import type { HandlerContext, Outcome } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { missing } from '../table/table.ts';
import type { PhoneNumber } from './number.ts';
import { phoneNumbersIn } from './number.ts';
import { PHONE_NUMBERS } from './show-number.ts';

/**
 * Runs `run` with the number that the path names by its `phone_id`, or replies with `not_found`.
 *
 * @param parameter The name of the path parameter.
 */
export const withNumber = (
  context: HandlerContext,
  run: (number: PhoneNumber) => Outcome,
  parameter = 'id',
): Outcome => {
  const { exchange, records } = context;
  const id = exchange.pathParameters.get(parameter);
  const number = phoneNumbersIn(records).find(({ phone_id }) => String(phone_id) === id);
  const isOwn = number !== undefined && canAccess(exchange.caller, number.organization);
  return isOwn ? run(number) : missing(PHONE_NUMBERS, context, id);
};
