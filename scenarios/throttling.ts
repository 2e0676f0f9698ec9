import type { Budget } from '../mock/budget.ts';
import { secondsUntilReset } from '../mock/budget.ts';
import type { Caller, Instant } from '../mock/exchange.ts';
import { withHeaders } from '../mock/exchange.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { RecordView, WorldRecord } from '../mock/state/records.ts';
import { put } from '../mock/state/records.ts';

interface ThrottlingConfig {
  readonly limit: number;
  readonly planLimits: Readonly<Record<string, number>>;
  readonly windowSeconds: number;
  readonly policy: string;
}

/** One caller's window. Gone when it ends, so that the next request opens a new one. */
type Quota = WorldRecord & { readonly startedAt: Instant; readonly used: number };

export const throttling = defineScenario<ThrottlingConfig>({
  name: 'throttling',
  summary: 'Each caller may send so many requests in a window that begins with the first; then 429 until it ends.',
  configSchema: {
    properties: {
      limit: {
        type: 'integer',
        minimum: 0,
        default: 600,
        description: 'Requests in a window, for plans not named below.',
      },
      planLimits: {
        type: 'object',
        additionalProperties: { type: 'integer', minimum: 0 },
        default: {},
        description: "Requests in a window, by the caller's plan.",
      },
      windowSeconds: { type: 'integer', minimum: 1, default: 60, description: 'How long a window lasts.' },
      policy: {
        type: 'string',
        pattern: '^[\\w-]{1,64}$',
        default: 'default',
        description: 'What RateLimit calls the policy.',
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
      const detail = `The quota of ${before.limit} requests in ${config.windowSeconds} s is spent. Try again in ${seconds} s.`;
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

/** Every figure that a client is shown comes from here: one counter, read once. */
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

/** A window may have been made shorter since it began, or the clock put back to before it did. */
const currentQuota = (
  { windowSeconds }: ThrottlingConfig,
  quota: Quota | undefined,
  now: Instant,
): Quota | undefined =>
  quota && quota.startedAt <= now && now < quota.startedAt + windowSeconds * 1000 ? quota : undefined;

const limitFor = ({ planLimits, limit }: ThrottlingConfig, plan: string): number =>
  (Object.hasOwn(planLimits, plan) ? planLimits[plan] : undefined) ?? limit;

const startOf = ({ resetAt, windowSeconds }: Budget): Instant => resetAt - windowSeconds * 1000;
