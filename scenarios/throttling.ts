import type { Budget } from '../mock/budget.ts';
import { secondsUntilReset } from '../mock/budget.ts';
import type { Caller } from '../mock/caller.ts';
import { withHeaders } from '../mock/reply.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { Instant } from '../mock/state/instant.ts';
import type { RecordView, WorldRecord } from '../mock/state/records.ts';
import { put } from '../mock/state/records.ts';

interface ThrottlingConfig {
  readonly limit: number;
  readonly planLimits: Readonly<Record<string, number>>;
  readonly windowSeconds: number;
  readonly policy: string;
}

/** One caller's window. It is removed when it ends, so the next request opens a new one. */
type Quota = WorldRecord & { readonly startedAt: Instant; readonly used: number };

export const throttling = defineScenario<ThrottlingConfig>({
  name: 'throttling',
  summary:
    'Limits the requests of each caller in a window that starts with its first request; then replies with 429 until the window ends.',
  configSchema: {
    properties: {
      limit: {
        type: 'integer',
        minimum: 0,
        default: 600,
        description: 'Requests per window for plans that `planLimits` does not name.',
      },
      planLimits: {
        type: 'object',
        additionalProperties: { type: 'integer', minimum: 0 },
        default: {},
        description: "Requests per window, by the caller's plan.",
      },
      windowSeconds: { type: 'integer', minimum: 1, default: 60, description: 'The length of a window, in seconds.' },
      policy: {
        type: 'string',
        pattern: '^[\\w-]{1,64}$',
        default: 'default',
        description: 'The name of the policy in the RateLimit headers.',
      },
    },
  },
  at: 'admitted',

  coverageSituations: [
    {
      name: 'quota spent',
      how: 'Send more requests in a window than the quota allows; lower it with PUT scenarios/throttling/settings.',
      refusal: 'rate_limited',
      concerns: ({ security }) => security.length > 0,
    },
  ],

  around({ config, exchange: { caller, now }, records, refuse, errorFormat }, next) {
    if (caller.id === '') return { reply: next() };
    const before = budgetFor(config, caller, records, now);
    if (before.remaining === 0) {
      const seconds = secondsUntilReset(before, now);
      const detail = `The quota of ${before.limit} requests per ${config.windowSeconds} s is used up. Try again in ${seconds} s.`;
      const refused = refuse('rate_limited', detail, { retryAfterSeconds: seconds, budget: before });
      return { reply: withHeaders(refused, errorFormat.budgetHeaders(before, now)) };
    }
    const after = { ...before, remaining: before.remaining - 1 };
    const quota: Quota = { id: caller.id, startedAt: startOf(after), used: after.limit - after.remaining };
    return {
      reply: withHeaders(next(), errorFormat.budgetHeaders(after, now)),
      changes: [put('throttling', quota, { expiresAt: after.resetAt })],
    };
  },

  budget: ({ config, caller, records, now }) => budgetFor(config, caller, records, now),
});

/** The source of all rate-limit figures: one counter, read once. */
const budgetFor = (config: ThrottlingConfig, caller: Caller, records: RecordView, now: Instant): Budget => {
  const limit = limitFor(config, caller.plan);
  const quota = currentQuota(config, records.get<Quota>('throttling', caller.id), now);
  return {
    policy: config.policy,
    limit,
    remaining: Math.max(0, limit - (quota?.used ?? 0)),
    windowSeconds: config.windowSeconds,
    resetAt: (quota?.startedAt ?? now) + config.windowSeconds * 1000,
  };
};

/** The quota, unless its window is over: it may have been shortened since it started, or the clock may have been set to a time before it. */
const currentQuota = (
  { windowSeconds }: ThrottlingConfig,
  quota: Quota | undefined,
  now: Instant,
): Quota | undefined =>
  quota && quota.startedAt <= now && now < quota.startedAt + windowSeconds * 1000 ? quota : undefined;

const limitFor = ({ planLimits, limit }: ThrottlingConfig, plan: string): number =>
  (Object.hasOwn(planLimits, plan) ? planLimits[plan] : undefined) ?? limit;

const startOf = ({ resetAt, windowSeconds }: Budget): Instant => resetAt - windowSeconds * 1000;
