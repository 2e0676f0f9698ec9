import type { GenerateSyncOptions, JsonSchema } from 'json-schema-faker';
import { generateSync } from 'json-schema-faker';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** One try at a value. */
export interface GenerateAttempt {
  readonly schema: JsonSchema;
  readonly options: GenerateSyncOptions;
}

/**
 * What to try, ever more frugally: a schema that contains itself has to end somewhere. Examples in the schema are the contract's own
 * words, and come first. Measured over one-feature schemas, nothing that these tries miss is found by more.
 *
 * Every other try reads patterns before formats, since the faker takes a text's format alone where it has both.
 */
export const attemptsFor = (schema: JsonSchema): readonly GenerateAttempt[] => {
  const known = attemptsOf.get(schema as object);
  if (known) return known;
  const maxDepth = fullDepth(schema);
  // What is cut short so early rarely fits, and takes long: fewer tries with everything in it.
  const times = maxDepth === MAX_DEPTH ? 8 : 2;
  const other = patternsFirst(schema) as JsonSchema;
  const options: readonly GenerateSyncOptions[] = [
    { alwaysFakeOptionals: true, useExamplesValue: true, maxDepth },
    ...Array.from({ length: times }, () => ({ alwaysFakeOptionals: true, maxDepth })),
    ...Array.from({ length: times }, () => ({ maxDepth })),
    ...Array.from({ length: 4 }, () => ({ maxDepth: MAX_DEPTH })),
    ...Array.from({ length: 8 }, () => ({ ...MINIMAL, maxDepth: MAX_DEPTH })),
    // What is required goes deeper still in some contracts: at its depth, the faker writes `null` for an object.
    ...Array.from({ length: 4 }, () => ({ ...MINIMAL, maxDepth: 3 * MAX_DEPTH })),
  ];
  const tries = [
    ...options.map((each, index) => ({ schema: index % 2 === 0 ? schema : other, options: each })),
    ...branchesOf(schema).flatMap((branch) => BY_BRANCH.map((each) => ({ schema: branch, options: each }))),
  ];
  if (typeof schema === 'object') attemptsOf.set(schema, tries);
  return tries;
};

/** Of alternatives that overlap when they are empty, the faker makes just that: each is tried by itself. */
const branchesOf = (schema: JsonSchema): readonly JsonSchema[] => {
  if (!isObject(schema)) return [];
  const branches: unknown = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(branches)) return [];
  return branches
    .filter(isObject)
    .slice(0, MAX_BRANCHES)
    .map((branch) => ({ ...branch, $defs: schema['$defs'] }) as JsonSchema);
};

const MAX_BRANCHES = 8;

const BY_BRANCH: readonly GenerateSyncOptions[] = [
  { alwaysFakeOptionals: true, maxDepth: 4 },
  { maxDepth: 8 },
  { alwaysFakeOptionals: true, maxDepth: 3 },
  { maxDepth: 8 },
];

/** The same, with those first that put no more into a value than they must. */
export const minimalFirst = (tries: readonly GenerateAttempt[]): readonly GenerateAttempt[] =>
  tries.toSorted((one, other) => Number(isMinimal(other)) - Number(isMinimal(one)));

const isMinimal = ({ options }: GenerateAttempt): boolean => options.optionalsProbability === 0;

const attemptsOf = new WeakMap<object, readonly GenerateAttempt[]>();

const MAX_DEPTH = 8;

const MINIMAL: GenerateSyncOptions = { optionalsProbability: 0, maxDefaultItems: 0 };

/**
 * How deep values may be that have everything in them. In a contract whose resources all contain each other, such as Stripe's, one
 * more level makes them ten times as large: eight levels are a megabyte, and most of a second.
 */
const fullDepth = (schema: JsonSchema): number => {
  let fitting = MIN_DEPTH;
  for (let maxDepth = MIN_DEPTH; maxDepth <= MAX_DEPTH; maxDepth += 1) {
    const value = fake(schema, { alwaysFakeOptionals: true, maxDepth, seed: 0 });
    if (sizeOf(value, MAX_VALUES) > MAX_VALUES) return fitting;
    fitting = maxDepth;
  }
  return fitting;
};

const MIN_DEPTH = 2;

/** Values in a value. */
const MAX_VALUES = 1_000;

/** How many values there are in one, counted no further than a little above `most`. */
const sizeOf = (value: unknown, most: number): number => {
  let size = 1;
  if (typeof value !== 'object' || value === null) return size;
  for (const child of Object.values(value)) {
    size += sizeOf(child, most - size);
    if (size > most) return size;
  }
  return size;
};

/** A schema that the faker cannot satisfy makes it throw; the next seed may take another branch. */
export const fake = (schema: JsonSchema, options: GenerateSyncOptions): unknown => {
  try {
    return generateSync(schema, { maxDefaultItems: 3, ...options });
  } catch {
    return undefined;
  }
};

const patternsFirst = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(patternsFirst);
  if (!isObject(node)) return node;
  const { format, ...rest } = node;
  const kept = typeof rest['pattern'] === 'string' || format === undefined ? withLengthInPattern(rest) : node;
  return Object.fromEntries(Object.entries(kept).map(([name, child]) => [name, patternsFirst(child)]));
};

/** Of a pattern and a length the faker heeds the pattern, and fills up with anything: for one class of characters they can be one. */
const withLengthInPattern = (schema: JsonObject): JsonObject => {
  const { pattern, minLength, maxLength, ...rest } = schema;
  const characters = typeof pattern === 'string' ? ONE_CLASS.exec(pattern)?.[1] : undefined;
  if (characters === undefined || typeof minLength !== 'number') return schema;
  const most = typeof maxLength === 'number' ? Math.min(maxLength, minLength + LONG_TEXT) : minLength + LONG_TEXT;
  return { ...rest, pattern: `^${characters}{${minLength},${most}}$` };
};

const LONG_TEXT = 40;

const ONE_CLASS = /^\^?(\[[^\]]+\]|\\[dw])[+*]\$?$/;
