import type { GenerateSyncOptions, JsonSchema } from 'json-schema-faker';
import { generateSync } from 'json-schema-faker';
import type { ContractDocument } from '../contract/document.ts';
import type { Validator } from '../contract/operations.ts';
import type { Direction } from '../contract/prepare-schema.ts';
import { fakerSchemaAt } from './faker-schema.ts';

/** What a value is generated for. */
export interface Wanted {
  readonly document: ContractDocument;
  readonly schemaPointer: string;
  readonly validate: Validator;
  /** Which way the value travels. @default "reply" */
  readonly direction?: Direction;
}

/**
 * The faker misses its schema now and then (an overlapping `oneOf`, a pattern with a minimum length), so whatever it makes is
 * judged, and made anew from the next seed, ever more frugally: a schema that contains itself has to end somewhere. Examples in
 * the schema are the contract's own words, and come first. Measured over one-feature schemas, nothing that these tries miss is
 * found by more.
 */
const TRIES: readonly GenerateSyncOptions[] = [
  { alwaysFakeOptionals: true, useExamplesValue: true },
  ...eightTimes({ alwaysFakeOptionals: true }),
  ...eightTimes({}),
  ...eightTimes({ optionalsProbability: 0, maxDefaultItems: 0 }),
];

// A declaration and no constant: it is called while the module loads.
function eightTimes(options: GenerateSyncOptions): readonly GenerateSyncOptions[] {
  return Array.from({ length: 8 }, () => options);
}

/**
 * A value that fits the schema at a pointer, the same for the same seed; `undefined` if none was found.
 *
 * @param seed A whole number from 0 to 2³¹−1.
 */
export const generateValue = (
  { document, schemaPointer, validate, direction = 'reply' }: Wanted,
  seed: number,
): { readonly value: unknown } | undefined => {
  const schema = fakerSchemaAt(document, schemaPointer, direction);
  for (const [tried, options] of TRIES.entries()) {
    const value = tryOnce(schema, { maxDepth: 8, maxDefaultItems: 3, ...options, seed: seed + tried });
    if (value !== undefined && validate(value).length === 0) return { value };
  }
  return undefined;
};

/** A schema that the faker cannot satisfy makes it throw; the next seed may take another branch. */
const tryOnce = (schema: JsonSchema, options: GenerateSyncOptions): unknown => {
  try {
    return generateSync(schema, options);
  } catch {
    return undefined;
  }
};
