import type { HandlerSituation } from '../../mock/index.ts';
import { sentIn } from '../data.ts';

/** The numbers that a request is about, each once. */
export const sentNumbers = (situation: HandlerSituation): readonly string[] => [
  ...new Set(sentIn<{ readonly phone_numbers: readonly string[] }>(situation).phone_numbers),
];
