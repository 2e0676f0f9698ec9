import type { Reply } from '../../mock/index.ts';

/** The caller: one key of each of the two plans, and a third key that shares a plan with the first. */
export type CallerName = 'production' | 'demo' | 'bravo';

/** The request: for a token, with an invalid body, or for an outcome by preference or magic number. */
export type RequestKind = 'token' | 'nonsense' | 'prefer 429' | 'magic 429' | 'prefer 404';

export type Command =
  | { readonly kind: 'call'; readonly caller: CallerName; readonly request: RequestKind }
  | { readonly kind: 'pass' | 'advance' | 'freeze ahead'; readonly seconds: number }
  | { readonly kind: 'limits'; readonly production: number; readonly demo: number }
  | { readonly kind: 'freeze' | 'resume' | 'reset' | 'keep' | 'restore' };

/** The values that the headers of one reply must have, computed independently and as simply as possible. */
export interface Expected {
  readonly status: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
  readonly now: number;
}

interface Windows {
  readonly limits: { readonly production: number; readonly demo: number };
  readonly clock: { readonly frozenAt: number } | { readonly aheadMs: number };
  /** By caller: when the window began, and how many requests it counted. */
  readonly used: Readonly<Partial<Record<CallerName, { readonly since: number; readonly count: number }>>>;
}

const WINDOW_MS = 60_000;

export const LIMITS = { production: 4, demo: 2 };

const FRESH: Windows = { limits: LIMITS, clock: { aheadMs: 0 }, used: {} };

/** A model of the request counter of a world. */
export class BudgetModel {
  #wall: number;
  #world = FRESH;
  #saved = FRESH;

  constructor(wall: number) {
    this.#wall = wall;
  }

  get now(): number {
    const { clock } = this.#world;
    return 'frozenAt' in clock ? clock.frozenAt : this.#wall + clock.aheadMs;
  }

  call(caller: CallerName, request: RequestKind): Expected {
    const { limits, used } = this.#world;
    const { now } = this;
    const limit = caller === 'demo' ? limits.demo : limits.production;
    const known = used[caller];
    const window = known !== undefined && now < known.since + WINDOW_MS ? known : { since: now, count: 0 };
    const left = Math.max(0, limit - window.count);
    const budget = { limit, remaining: left, resetAt: window.since + WINDOW_MS, now };
    if (request === 'prefer 404') return { ...budget, status: 404 };
    if (request !== 'token' && request !== 'nonsense') return { ...budget, status: 429, remaining: 0 };
    if (left === 0) return { ...budget, status: 429 };
    this.#world = { ...this.#world, used: { ...used, [caller]: { ...window, count: window.count + 1 } } };
    return { ...budget, status: request === 'token' ? 200 : 400, remaining: left - 1 };
  }

  pass(seconds: number): void {
    this.#wall += seconds * 1_000;
  }

  advance(seconds: number): void {
    const { clock } = this.#world;
    if ('frozenAt' in clock) this.freezeAt(clock.frozenAt + seconds * 1_000);
    else this.#world = { ...this.#world, clock: { aheadMs: clock.aheadMs + seconds * 1_000 } };
  }

  freezeAt(instant: number): void {
    this.#world = { ...this.#world, clock: { frozenAt: instant } };
  }

  resume(): void {
    this.#world = { ...this.#world, clock: { aheadMs: this.now - this.#wall } };
  }

  setLimits(limits: Windows['limits']): void {
    this.#world = { ...this.#world, limits };
  }

  reset(): void {
    this.#world = FRESH;
  }

  keep(): void {
    this.#saved = this.#world;
  }

  restore(): void {
    this.#world = this.#saved;
  }
}

/** The budget in a reply, in the form of {@link budgetFrom}. */
export const budgetIn = ({ status, headers }: Reply): object => ({
  status,
  limit: headers['x-ratelimit-limit'],
  remaining: headers['x-ratelimit-remaining'],
  reset: headers['x-ratelimit-reset'],
  policy: headers['ratelimit-policy'],
  ietf: headers['ratelimit'],
  retryAfter: headers['retry-after'],
});

export const budgetFrom = ({ status, limit, remaining, resetAt, now }: Expected): object => {
  const seconds = Math.max(1, Math.ceil((resetAt - now) / 1_000));
  return {
    status,
    limit: String(limit),
    remaining: String(remaining),
    reset: String(resetAt),
    policy: `"default";q=${limit};w=60`,
    ietf: `"default";r=${remaining};t=${seconds}`,
    retryAfter: status === 429 ? String(seconds) : undefined,
  };
};
