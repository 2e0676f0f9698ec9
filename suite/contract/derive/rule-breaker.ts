import { isObject } from '../../../mock/contract/index.ts';

/** Values that may break a rule: which of them does is for the schema to say. */
export interface Candidates {
  /** The property that the rule is broken for; absent: the value itself. */
  readonly name?: string;
  readonly values: readonly unknown[];
}

/** What to put in the place of a value so that a keyword of its schema is broken; nothing for a keyword that has no such values. */
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

/** One of each JSON type, the one first that a careless client would send. */
const OF_EVERY_TYPE = [12_345.5, 'some text', true, { unexpected: true }, ['unexpected'], null];

const isClosed: Breaker = (allowed, value) =>
  allowed === false && isObject(value) ? one({ ...value, unexpected_property: true }) : [];

const without = (value: Readonly<Record<string, unknown>>, name: string): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

/** Longer texts and lists than these would test the limit of the body's size instead. */
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
            .map((name) => ({ name, values: [without(value, name)] }))
        : [],
  ],
  ['additionalProperties', isClosed],
  ['unevaluatedProperties', isClosed],
  ['type', () => one(...OF_EVERY_TYPE)],
  ['enum', () => one('not-one-of-these', 987_654_321, null)],
  ['const', () => one('not-this-one', 987_654_321, null)],
  ['pattern', forText((_, text) => [`${text}!`, '!', 'x', '0', ''])],
  ['format', forText(() => ['not of this format', '!', ''])],
  ['minLength', forText((least, text) => [text.slice(0, Math.max(0, Number(least) - 1))])],
  [
    'maxLength',
    forText((most, text) => (Number(most) < MAX_TEXT_LENGTH ? [text.padEnd(Number(most) + 1, text.at(-1) ?? 'x')] : [])),
  ],
  ['minimum', forNumber((least) => [least - 1])],
  ['maximum', forNumber((most) => [most + 1])],
  ['exclusiveMinimum', forNumber((limit) => [limit])],
  ['exclusiveMaximum', forNumber((limit) => [limit])],
  ['multipleOf', forNumber((step, value) => [value + step / 2])],
  ['minItems', forList((least, list) => [list.slice(0, Math.max(0, least - 1))])],
  [
    'maxItems',
    forList((most, list) =>
      most < MAX_LIST_LENGTH ? [Array.from({ length: most + 1 }, (_, index) => list[index % list.length])] : [],
    ),
  ],
  ['uniqueItems', forList((_, list) => (list.length > 0 ? [[list[0], list[0]]] : []))],
]);
