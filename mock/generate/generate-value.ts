import type { ContractDocument } from '../contract/document/document.ts';
import type { Validator } from '../contract/schemas/violation.ts';
import type { Direction } from '../contract/schemas/prepare-schema.ts';
import { fakerSchemaAt } from './faker-schema.ts';
import { fake, minimalFirst, attemptsFor } from './attempts.ts';

/** What a value is generated for. */
export interface ValueRequest {
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
  { document, schemaPointer, validate, direction = 'reply', isFrugal = false }: ValueRequest,
  seed: number,
): { readonly value: unknown } | undefined => {
  const schema = fakerSchemaAt(document, schemaPointer, direction);
  const tries = isFrugal ? minimalFirst(attemptsFor(schema)) : attemptsFor(schema);
  for (const [tried, { schema: read, options }] of tries.entries()) {
    const value = fake(read, { ...options, seed: seed + tried });
    if (value !== undefined && validate(value).length === 0) return { value };
  }
  return undefined;
};
