import type { Instant } from '../../mock/index.ts';

export const DAY_MS = 86_400_000;

/** The UTC day of an instant, as a day number. */
export const dayOf = (at: Instant): number => Math.floor(at / DAY_MS);
