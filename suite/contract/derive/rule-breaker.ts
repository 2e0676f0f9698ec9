import { isObject } from '../../../mock/contract/index.ts';

/** Values that may break a rule. The caller validates which of them do. */
export interface Candidates {
  /** The property for which the rule is broken; absent for the value itself. */
  readonly name?: string;
  readonly values: readonly unknown[];
}

/** Replacements for a value that break a keyword of its schema; empty for a keyword that has none. */
export const candidatesFor = (rule: string, parameter: unknown, value: unknown): readonly Candidates[] =>
  BREAKERS.get(rule)?.(parameter, value) ?? [];

type Breaker = (parameter: unknown, value: unknown) => readonly Candidates[];

const one = (...values: readonly unknown[]): readonly Candidates[] => [{ values }];

const forNumber =
  (values: (limit: number, value: number) => readonly unknown[]): Breaker =>
  (limit, value) =>
    typeof limit === 'number' && typeof value === 'number' ? one(...values(limit, value)) : [];

const forText =
  (values: (parameter: unknown, text: string) => readonly unknown[]): Breaker =>
  (parameter, value) =>
    typeof value === 'string' ? one(...values(parameter, value)) : [];

const forList =
  (values: (limit: number, list: readonly unknown[]) => readonly unknown[]): Breaker =>
  (limit, value) =>
    Array.isArray(value) ? one(...values(Number(limit), value)) : [];

/** One value of each JSON type. The first is the mistake that clients make most often. */
const ONE_OF_EACH_TYPE = [12_345.5, 'some text', true, { unexpected: true }, ['unexpected'], null];

const addProperty: Breaker = (allowed, value) =>
  allowed === false && isObject(value) ? one({ ...value, unexpected_property: true }) : [];

const omit = (value: Readonly<Record<string, unknown>>, name: string): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

/** Longer texts and lists would test the limit on the body size instead. */
const MAX_TEXT_LENGTH = 100_000;
const MAX_LIST_LENGTH = 1_000;

const BREAKERS: ReadonlyMap<string, Breaker> = new Map<string, Breaker>([
  [
    'required',
    (names, value) =>
      Array.isArray(names) && isObject(value)
        ? names
            .map(String)
            .filter((name) => Object.hasOwn(value, name))
            .map((name) => ({ name, values: [omit(value, name)] }))
        : [],
  ],
  ['additionalProperties', addProperty],
  ['unevaluatedProperties', addProperty],
  ['type', () => one(...ONE_OF_EACH_TYPE)],
  ['enum', () => one('not-one-of-these', 987_654_321, null)],
  ['const', () => one('not-this-one', 987_654_321, null)],
  ['pattern', forText((_, text) => [`${text}!`, '!', 'x', '0', ''])],
  ['format', forText(() => ['not of this format', '!', ''])],
  ['minLength', forText((min, text) => [text.slice(0, Math.max(0, Number(min) - 1))])],
  [
    'maxLength',
    forText((max, text) => (Number(max) < MAX_TEXT_LENGTH ? [text.padEnd(Number(max) + 1, text.at(-1) ?? 'x')] : [])),
  ],
  ['minimum', forNumber((min) => [min - 1])],
  ['maximum', forNumber((max) => [max + 1])],
  ['exclusiveMinimum', forNumber((limit) => [limit])],
  ['exclusiveMaximum', forNumber((limit) => [limit])],
  ['multipleOf', forNumber((step, value) => [value + step / 2])],
  ['minItems', forList((min, list) => [list.slice(0, Math.max(0, min - 1))])],
  [
    'maxItems',
    forList((max, list) =>
      max < MAX_LIST_LENGTH ? [Array.from({ length: max + 1 }, (_, index) => list[index % list.length])] : [],
    ),
  ],
  ['uniqueItems', forList((_, list) => (list.length > 0 ? [[list[0], list[0]]] : []))],
]);
