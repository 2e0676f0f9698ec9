import type { JsonObject } from '../../json.ts';

/** Longer texts and lists would make a reply large without adding information. */
const MAX_TEXT_LENGTH = 40;
const MAX_ITEMS = 3;

/**
 * A stricter schema whose values are short and also fit the original. Without it, the faker goes up to each limit, and three nested lists
 * of a hundred texts of twenty thousand characters take minutes.
 */
export const bounded = (schema: JsonObject): JsonObject => {
  const { maxLength, maxItems, pattern } = schema;
  return {
    ...schema,
    // A pattern determines the length itself.
    ...(typeof maxLength === 'number' &&
      pattern === undefined && { maxLength: lowered(maxLength, MAX_TEXT_LENGTH, schema['minLength']) }),
    ...(typeof maxItems === 'number' && {
      maxItems: lowered(maxItems, MAX_ITEMS, schema['minItems'], schema['minContains']),
    }),
    ...(typeof pattern === 'string' && { pattern: withFewRepetitions(pattern, schema['minLength']) }),
  };
};

/** Lowers a maximum to the default, but not below the required minimums. */
const lowered = (limit: number, defaultLimit: number, ...minimums: readonly unknown[]): number =>
  Math.min(limit, Math.max(defaultLimit, ...minimums.filter((each) => typeof each === 'number')));

/** How often a part of a pattern may be repeated beyond its minimum. */
const MAX_EXTRA_REPETITIONS = 8;

/** `{1,2048}` becomes `{1,9}`, which matches only texts that the pattern also matches. */
const withFewRepetitions = (pattern: string, minLength: unknown): string =>
  pattern.replaceAll(/\{(\d+),(\d*)\}/g, (repetition, from: string, to: string) => {
    const max = Number(from) + MAX_EXTRA_REPETITIONS + (typeof minLength === 'number' ? minLength : 0);
    return to !== '' && Number(to) <= max ? repetition : `{${from},${max}}`;
  });
