import type { Instant } from './state/instant.ts';

/** What a caller may still send. Every rate-limit header is derived from one of these, so no two headers can disagree. */
export interface Budget {
  readonly policy: string;
  readonly limit: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  readonly resetAt: Instant;
}

/** Whole seconds until the window ends, at least 1: a client that waits this long is let in. */
export const secondsUntilReset = (budget: Budget, now: Instant): number =>
  Math.max(1, Math.ceil((budget.resetAt - now) / 1000));
