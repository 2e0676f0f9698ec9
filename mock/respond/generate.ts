import type { ContractDocument } from '../contract/document.ts';
import type { Validator } from '../contract/operations.ts';
import type { Direction } from '../contract/prepare-schema.ts';
import { fakerSchemaAt } from './faker-schema.ts';
import { fake, frugalFirst, triesFor } from './faker-tries.ts';

/** What a value is generated for. */
export interface Wanted {
  readonly document: ContractDocument;
  readonly schemaPointer: string;
  readonly validate: Validator;
  /** Which way the value travels. @default "reply" */
  readonly direction?: Direction;
  /** Whether it has no more in it than it must. @default false */
  readonly isFrugal?: boolean;
}

/**
 * A value that fits the schema at a pointer, the same for the same seed; `undefined` if none was found.
 *
 * The faker misses its schema now and then (an overlapping `oneOf`, a pattern with a minimum length), so whatever it makes is
 * judged, and made anew from the next seed.
 *
 * @param seed A whole number from 0 to 2³¹−1.
 */
export const generateValue = (
  { document, schemaPointer, validate, direction = 'reply', isFrugal = false }: Wanted,
  seed: number,
): { readonly value: unknown } | undefined => {
  const schema = fakerSchemaAt(document, schemaPointer, direction);
  const tries = isFrugal ? frugalFirst(triesFor(schema)) : triesFor(schema);
  for (const [tried, { schema: read, options }] of tries.entries()) {
    const value = fake(read, { ...options, seed: seed + tried });
    if (value !== undefined && validate(value).length === 0) return { value };
  }
  return undefined;
};
