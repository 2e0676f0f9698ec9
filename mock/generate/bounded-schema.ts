import type { JsonObject } from '../json.ts';

/** Longer texts and lists than these make an answer large, and nobody the wiser. */
const MAX_TEXT_LENGTH = 40;
const MAX_ITEMS = 3;

/**
 * A schema whose values are short: what fits it fits the given one, too. Without, the faker goes to each limit, and three nested lists
 * of a hundred texts of twenty thousand characters take minutes.
 */
export const bounded = (schema: JsonObject): JsonObject => {
  const { maxLength, maxItems, pattern } = schema;
  return {
    ...schema,
    // A pattern needs what it needs.
    ...(typeof maxLength === 'number' &&
      pattern === undefined && { maxLength: lowered(maxLength, MAX_TEXT_LENGTH, schema['minLength']) }),
    ...(typeof maxItems === 'number' && {
      maxItems: lowered(maxItems, MAX_ITEMS, schema['minItems'], schema['minContains']),
    }),
    ...(typeof pattern === 'string' && { pattern: withFewRepetitions(pattern, schema['minLength']) }),
  };
};

/** Not below what is demanded at the least. */
const lowered = (limit: number, usual: number, ...least: readonly unknown[]): number =>
  Math.min(limit, Math.max(usual, ...least.filter((each) => typeof each === 'number')));

/** How often more than it must a part of a pattern is repeated. */
const MORE_REPETITIONS = 8;

/** `{1,2048}` becomes `{1,9}`, which matches nothing that the pattern does not. */
const withFewRepetitions = (pattern: string, minLength: unknown): string =>
  pattern.replaceAll(/\{(\d+),(\d*)\}/g, (whole, from: string, to: string) => {
    const most = Number(from) + MORE_REPETITIONS + (typeof minLength === 'number' ? minLength : 0);
    return to !== '' && Number(to) <= most ? whole : `{${from},${most}}`;
  });
