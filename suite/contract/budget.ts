type Headers = Readonly<Record<string, string>>;

/** What the rate-limit headers of one answer say, as far as they are there. */
interface BudgetHeaders {
  readonly limits: readonly number[];
  readonly remaining: readonly number[];
}

/** An earlier answer, and whether nobody else can have spent from the budget since. */
export interface Before {
  readonly headers: Headers;
  readonly isAlone: boolean;
}

/**
 * Where rate-limit headers disagree with each other, or with those of an earlier answer in the same window: a client that trusts
 * one of two headers that disagree waits too long, or not long enough. On a server that others use, a budget may count down by
 * more than one, or belong to a new window.
 */
export const budgetMismatch = (
  headers: Headers,
  before?: Before,
): { readonly expected: string; readonly found: string } | undefined => {
  const { limits, remaining } = budgetHeadersIn(headers);
  const found = budgetText(headers);
  const [limit = NaN] = limits;
  const [left = NaN] = remaining;
  if (Number.isNaN(limit) || Number.isNaN(left)) return { expected: 'headers that tell the budget', found };
  if (new Set(limits).size > 1 || new Set(remaining).size > 1)
    return { expected: 'rate-limit headers that agree with each other', found };
  if (left < 0 || left > limit) return { expected: `between 0 and ${limit} requests left`, found };
  const expected = before && countdownMismatch(headers, left, before);
  return expected === undefined ? undefined : { expected, found };
};

const countdownMismatch = (headers: Headers, left: number, before: Before): string | undefined => {
  const [had] = budgetHeadersIn(before.headers).remaining;
  if (had === undefined || left === had - 1) return undefined;
  const isAnotherWindow = headers[RESET] !== before.headers[RESET];
  if (!before.isAlone && (left < had || isAnotherWindow)) return undefined;
  return `${had - 1} requests left, one less than before`;
};

/** When the window ends. */
const RESET = 'x-ratelimit-reset';

/** The `X-RateLimit-` headers that most APIs have, and the fields of draft-ietf-httpapi-ratelimit-headers. */
const budgetHeadersIn = (headers: Headers): BudgetHeaders => ({
  limits: numbers(headers['x-ratelimit-limit'], /q=(\d+)/.exec(headers['ratelimit-policy'] ?? '')?.[1]),
  remaining: numbers(headers['x-ratelimit-remaining'], /r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1]),
});

const numbers = (...texts: readonly (string | undefined)[]): readonly number[] =>
  texts.filter((text) => text !== undefined).map(Number);

const budgetText = (headers: Headers): string => {
  const told = Object.entries(headers).filter(([name]) => /ratelimit/.test(name));
  return told.length === 0 ? 'no rate-limit headers' : told.map(([name, value]) => `${name}: ${value}`).join(', ');
};
