import type { Instant } from '../../mock/index.ts';

export const DAY_MS = 86_400_000;

/** The day that an instant falls on, in UTC, as a number that counts days. */
export const dayOf = (at: Instant): number => Math.floor(at / DAY_MS);
