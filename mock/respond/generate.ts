import type { JsonSchema } from 'json-schema-faker';
import { generateSync } from 'json-schema-faker';
import type { ContractDocument } from '../contract/document.ts';
import { isObject } from '../contract/document.ts';
import type { Validator } from '../contract/operations.ts';
import { valueAt } from '../contract/pointer.ts';

/**
 * The faker misses its schema now and then (an overlapping `oneOf`, a pattern with a minimum length), so whatever it makes is
 * judged, and made anew from the next seed. Measured over one-feature schemas, nothing that 25 tries miss is found by more.
 */
const TRIES = 25;

/**
 * A value that fits the schema at a pointer, the same for the same seed; `undefined` if none was found.
 *
 * @param seed A whole number from 0 to 2³¹−1.
 */
export const generateValue = (
  document: ContractDocument,
  pointer: string,
  validate: Validator,
  seed: number,
): { readonly value: unknown } | undefined => {
  const schema = valueAt(document.root, pointer);
  if (!isObject(schema)) return schema === false ? undefined : { value: {} };
  // References such as #/components/schemas/X are looked up in the schema itself.
  const whole = { ...schema, components: document.root['components'] } as JsonSchema;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const value = tryOnce(whole, seed + tried);
    if (value !== undefined && validate(value).length === 0) return { value };
  }
  return undefined;
};

/** A schema that the faker cannot satisfy makes it throw; the next seed may take another branch. */
const tryOnce = (schema: JsonSchema, seed: number): unknown => {
  try {
    return generateSync(schema, { seed, alwaysFakeOptionals: true, maxDepth: 8, maxDefaultItems: 3 });
  } catch {
    return undefined;
  }
};
