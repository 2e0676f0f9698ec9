import type { Instant } from './state/instant.ts';

/** How many requests a caller may still send. All rate-limit headers are derived from one budget, so that they agree. */
export interface Budget {
  readonly policy: string;
  readonly limit: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  readonly resetAt: Instant;
}

/** Whole seconds until the window ends, at least 1. A client that waits this long is admitted. */
export const secondsUntilReset = (budget: Budget, now: Instant): number =>
  Math.max(1, Math.ceil((budget.resetAt - now) / 1000));
