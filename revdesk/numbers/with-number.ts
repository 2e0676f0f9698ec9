import type { HandlerSituation, Outcome } from '../../mock/index.ts';
import { reaches } from '../../mock/index.ts';
import type { PhoneNumber } from './number.ts';
import { numberWithId } from './number.ts';

/** Goes on with the number that the path names by its id, or says that there is none. */
export const withNumber = (
  parameter: string,
  situation: HandlerSituation,
  run: (number: PhoneNumber) => Outcome,
): Outcome => {
  const { exchange, records, refuse } = situation;
  const id = exchange.pathParameters.get(parameter) ?? '';
  const number = /^\d{1,15}$/.test(id) ? numberWithId(records, Number(id)) : undefined;
  if (number !== undefined && reaches(exchange.caller, number.organization)) return run(number);
  const text = `There is no phone number ${id} within reach of this key. Take an id from a list.`;
  return { reply: refuse('not_found', text) };
};
