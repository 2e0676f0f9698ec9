import type { GenerateSyncOptions, JsonSchema } from 'json-schema-faker';
import { generateSync } from 'json-schema-faker';
import { isObject } from '../contract/document.ts';

/** One try at a value. */
export interface Try {
  readonly schema: JsonSchema;
  readonly options: GenerateSyncOptions;
}

/**
 * What to try, ever more frugally: a schema that contains itself has to end somewhere. Examples in the schema are the contract's own
 * words, and come first. Measured over one-feature schemas, nothing that these tries miss is found by more.
 *
 * Every other try reads patterns before formats, since the faker takes a text's format alone where it has both.
 */
export const triesFor = (schema: JsonSchema): readonly Try[] => {
  const known = triesOf.get(schema as object);
  if (known) return known;
  const maxDepth = fullDepth(schema);
  // What is cut short so early rarely fits, and takes long: fewer tries with everything in it.
  const times = maxDepth === DEEPEST ? 8 : 2;
  const other = patternsFirst(schema) as JsonSchema;
  const options: readonly GenerateSyncOptions[] = [
    { alwaysFakeOptionals: true, useExamplesValue: true, maxDepth },
    ...Array.from({ length: times }, () => ({ alwaysFakeOptionals: true, maxDepth })),
    ...Array.from({ length: times }, () => ({ maxDepth })),
    ...Array.from({ length: 8 }, () => ({ ...FRUGAL, maxDepth: DEEPEST })),
    // What is required goes deeper still in some contracts: at its depth, the faker writes `null` for an object.
    ...Array.from({ length: 4 }, () => ({ ...FRUGAL, maxDepth: 3 * DEEPEST })),
  ];
  const tries = options.map((each, index) => ({ schema: index % 2 === 0 ? schema : other, options: each }));
  if (typeof schema === 'object') triesOf.set(schema, tries);
  return tries;
};

const triesOf = new WeakMap<object, readonly Try[]>();

const DEEPEST = 8;

const FRUGAL: GenerateSyncOptions = { optionalsProbability: 0, maxDefaultItems: 0 };

/**
 * How deep values may be that have everything in them. In a contract whose resources all contain each other, such as Stripe's, one
 * more level makes them ten times as large: eight levels are a megabyte, and most of a second.
 */
const fullDepth = (schema: JsonSchema): number => {
  let fitting = SHALLOWEST;
  for (let maxDepth = SHALLOWEST; maxDepth <= DEEPEST; maxDepth += 1) {
    const value = fake(schema, { alwaysFakeOptionals: true, maxDepth, seed: 0 });
    if (sizeOf(value, LARGEST) > LARGEST) return fitting;
    fitting = maxDepth;
  }
  return fitting;
};

const SHALLOWEST = 2;

/** Values in a value. */
const LARGEST = 1_000;

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
  const kept = typeof rest['pattern'] === 'string' || format === undefined ? rest : node;
  return Object.fromEntries(Object.entries(kept).map(([name, child]) => [name, patternsFirst(child)]));
};
