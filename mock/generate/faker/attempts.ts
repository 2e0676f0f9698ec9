import type { GenerateSyncOptions, JsonSchema } from 'json-schema-faker';
import { generateSync } from 'json-schema-faker';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';

/** One attempt to generate a value. */
export interface GenerateAttempt {
  readonly schema: JsonSchema;
  readonly options: GenerateSyncOptions;
}

/**
 * The attempts to make, from full to minimal: a schema that contains itself has to end somewhere. Examples in the schema come first,
 * since they are part of the contract. Measured over schemas with one feature each, more attempts find no values that these miss.
 *
 * Every other attempt drops the format of a text that also has a pattern, since the faker would apply only the format.
 */
export const attemptsFor = (schema: JsonSchema): readonly GenerateAttempt[] => {
  const known = attemptsBySchema.get(schema as object);
  if (known) return known;
  const maxDepth = fullDepth(schema);
  // Full values that must be cut off this early rarely fit, and take long to generate: make fewer such attempts.
  const fullAttempts = maxDepth === MAX_DEPTH ? 8 : 2;
  const withPatterns = preferPatterns(schema) as JsonSchema;
  const options: readonly GenerateSyncOptions[] = [
    { alwaysFakeOptionals: true, useExamplesValue: true, maxDepth },
    ...Array.from({ length: fullAttempts }, () => ({ alwaysFakeOptionals: true, maxDepth })),
    ...Array.from({ length: fullAttempts }, () => ({ maxDepth })),
    ...Array.from({ length: 4 }, () => ({ maxDepth: MAX_DEPTH })),
    ...Array.from({ length: 8 }, () => ({ ...MINIMAL, maxDepth: MAX_DEPTH })),
    // In some contracts required values are nested deeper still: at `maxDepth`, the faker generates `null` for an object.
    ...Array.from({ length: 4 }, () => ({ ...MINIMAL, maxDepth: 3 * MAX_DEPTH })),
  ];
  const attempts = [
    ...options.map((each, index) => ({ schema: index % 2 === 0 ? schema : withPatterns, options: each })),
    ...branchesOf(schema).flatMap((branch) => BY_BRANCH.map((each) => ({ schema: branch, options: each }))),
  ];
  if (typeof schema === 'object') attemptsBySchema.set(schema, attempts);
  return attempts;
};

/** For alternatives that overlap when they are empty, the faker generates the empty value: each one is tried by itself. */
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

/** The same attempts, with those for minimal values first. */
export const minimalFirst = (attempts: readonly GenerateAttempt[]): readonly GenerateAttempt[] =>
  attempts.toSorted((one, other) => Number(isMinimal(other)) - Number(isMinimal(one)));

const isMinimal = ({ options }: GenerateAttempt): boolean => options.optionalsProbability === 0;

const attemptsBySchema = new WeakMap<object, readonly GenerateAttempt[]>();

const MAX_DEPTH = 8;

const MINIMAL: GenerateSyncOptions = { optionalsProbability: 0, maxDefaultItems: 0 };

/**
 * The maximum depth of values with all optional properties. In a contract whose resources all contain each other, such as Stripe's, each
 * additional level makes them ten times as large: eight levels are a megabyte and take most of a second.
 */
const fullDepth = (schema: JsonSchema): number => {
  let depth = MIN_DEPTH;
  for (let maxDepth = MIN_DEPTH; maxDepth <= MAX_DEPTH; maxDepth += 1) {
    const value = fake(schema, { alwaysFakeOptionals: true, maxDepth, seed: 0 });
    if (sizeOf(value, MAX_VALUES) > MAX_VALUES) return depth;
    depth = maxDepth;
  }
  return depth;
};

const MIN_DEPTH = 2;

/** Maximum number of values inside a value. */
const MAX_VALUES = 1_000;

/** The number of values inside a value; counting stops soon after `max`. */
const sizeOf = (value: unknown, max: number): number => {
  let size = 1;
  if (typeof value !== 'object' || value === null) return size;
  for (const child of Object.values(value)) {
    size += sizeOf(child, max - size);
    if (size > max) return size;
  }
  return size;
};

/** The faker throws for a schema that it cannot satisfy; with the next seed it may take another branch. */
export const fake = (schema: JsonSchema, options: GenerateSyncOptions): unknown => {
  try {
    return generateSync(schema, { maxDefaultItems: 3, ...options });
  } catch {
    return undefined;
  }
};

const preferPatterns = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(preferPatterns);
  if (!isObject(node)) return node;
  const { format, ...rest } = node;
  const kept = typeof rest['pattern'] === 'string' || format === undefined ? withLengthInPattern(rest) : node;
  return Object.fromEntries(Object.entries(kept).map(([name, child]) => [name, preferPatterns(child)]));
};

/** The faker follows the pattern and pads to the length with arbitrary characters. A pattern of one character class can include the length. */
const withLengthInPattern = (schema: JsonObject): JsonObject => {
  const { pattern, minLength, maxLength, ...rest } = schema;
  const characters = typeof pattern === 'string' ? ONE_CHARACTER_CLASS.exec(pattern)?.[1] : undefined;
  if (characters === undefined || typeof minLength !== 'number') return schema;
  const max =
    typeof maxLength === 'number' ? Math.min(maxLength, minLength + MAX_EXTRA_LENGTH) : minLength + MAX_EXTRA_LENGTH;
  return { ...rest, pattern: `^${characters}{${minLength},${max}}$` };
};

const MAX_EXTRA_LENGTH = 40;

const ONE_CHARACTER_CLASS = /^\^?(\[[^\]]+\]|\\[dw])[+*]\$?$/;
