type Headers = Readonly<Record<string, string>>;

/** The values of the rate-limit headers of one reply, as far as they are present. */
interface BudgetHeaders {
  readonly limits: readonly number[];
  readonly remaining: readonly number[];
}

/** The headers of an earlier reply, and whether no other client can have used the budget since then. */
export interface EarlierReply {
  readonly headers: Headers;
  readonly isAlone: boolean;
}

/**
 * Checks that rate-limit headers agree with each other, and with those of an earlier reply in the same window: if two headers disagree,
 * a client that trusts one of them waits too long or not long enough. On a server with other clients, a budget may count down by more
 * than one, or belong to a new window.
 */
export const budgetMismatch = (
  headers: Headers,
  earlier?: EarlierReply,
): { readonly expected: string; readonly found: string } | undefined => {
  const { limits, remaining } = budgetHeadersIn(headers);
  const found = budgetText(headers);
  const [limit = NaN] = limits;
  const [remainingNow = NaN] = remaining;
  if (Number.isNaN(limit) || Number.isNaN(remainingNow)) return { expected: 'rate-limit headers', found };
  if (new Set(limits).size > 1 || new Set(remaining).size > 1)
    return { expected: 'rate-limit headers that agree with each other', found };
  if (remainingNow < 0 || remainingNow > limit) return { expected: `between 0 and ${limit} requests left`, found };
  const expected = earlier && countdownMismatch(headers, remainingNow, earlier);
  return expected === undefined ? undefined : { expected, found };
};

const countdownMismatch = (headers: Headers, remainingNow: number, earlier: EarlierReply): string | undefined => {
  const [remainingBefore] = budgetHeadersIn(earlier.headers).remaining;
  if (remainingBefore === undefined || remainingNow === remainingBefore - 1) return undefined;
  const isAnotherWindow = headers[RESET] !== earlier.headers[RESET];
  if (!earlier.isAlone && (remainingNow < remainingBefore || isAnotherWindow)) return undefined;
  return `${remainingBefore - 1} requests left, one less than before`;
};

/** The header with the end of the window. */
const RESET = 'x-ratelimit-reset';

/** The `X-RateLimit-` headers that most APIs have, and the fields of draft-ietf-httpapi-ratelimit-headers. */
const budgetHeadersIn = (headers: Headers): BudgetHeaders => ({
  limits: numbers(headers['x-ratelimit-limit'], /q=(\d+)/.exec(headers['ratelimit-policy'] ?? '')?.[1]),
  remaining: numbers(headers['x-ratelimit-remaining'], /r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1]),
});

const numbers = (...texts: readonly (string | undefined)[]): readonly number[] =>
  texts.filter((text) => text !== undefined).map(Number);

const budgetText = (headers: Headers): string => {
  const rateLimitHeaders = Object.entries(headers).filter(([name]) => /ratelimit/.test(name));
  return rateLimitHeaders.length === 0
    ? 'no rate-limit headers'
    : rateLimitHeaders.map(([name, value]) => `${name}: ${value}`).join(', ');
};
