import type { HandlerContext } from '../../mock/index.ts';
import { requestBodyOf } from '../table/data.ts';

/** The phone numbers in a request, without duplicates. */
export const sentNumbers = (context: HandlerContext): readonly string[] => [
  ...new Set(requestBodyOf<{ readonly phone_numbers: readonly string[] }>(context).phone_numbers),
];
