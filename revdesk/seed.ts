import type { Change, WorldRecord } from '../mock/index.ts';
import { put } from '../mock/index.ts';
import { ACME, BRAVO } from './callers.ts';

/** The collection of phone numbers; a record's id is the number. */
export const NUMBERS = 'numbers';

export type PhoneNumber = WorldRecord & {
  readonly organization: string;
  /** Inactive: bought, and not yet, or no longer, in service. */
  readonly active: boolean;
  /** Whether it may be shown as caller ID. */
  readonly verified: boolean;
};

export const SEED_NUMBERS: readonly PhoneNumber[] = [
  { id: '+14155550100', organization: ACME, active: true, verified: true },
  { id: '+14155550101', organization: ACME, active: true, verified: true },
  { id: '+14155550102', organization: ACME, active: false, verified: true },
  { id: '+14155550103', organization: ACME, active: true, verified: false },
  { id: '+14155550150', organization: BRAVO, active: true, verified: true },
];

/** What a fresh world holds. */
export const seed: readonly Change[] = SEED_NUMBERS.map((number) => put(NUMBERS, number));
