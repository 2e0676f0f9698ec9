import type { HandlerContext } from '../../mock/index.ts';
import { requestBodyOf } from '../table/data.ts';

/** The numbers that a request is about, each once. */
export const sentNumbers = (context: HandlerContext): readonly string[] => [
  ...new Set(requestBodyOf<{ readonly phone_numbers: readonly string[] }>(context).phone_numbers),
];
