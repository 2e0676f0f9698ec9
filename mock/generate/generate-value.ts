import type { ContractDocument } from '../contract/document/document.ts';
import type { Direction } from '../contract/schemas/prepare-schema.ts';
import type { Validator } from '../contract/schemas/violation.ts';
import { attemptsFor, fake, minimalFirst } from './faker/attempts.ts';
import { fakerSchemaAt } from './faker/faker-schema.ts';

/** The schema that a value is generated for, and how. */
export interface ValueRequest {
  readonly document: ContractDocument;
  readonly schemaPointer: string;
  readonly validate: Validator;
  /** @default "reply" */
  readonly direction?: Direction;
  /** Whether to include only what is required. @default false */
  readonly isMinimal?: boolean;
}

/**
 * Generates a value that fits the schema at a pointer, the same for the same seed; `undefined` if none was found.
 *
 * The faker sometimes generates values that do not fit (an overlapping `oneOf`, a pattern with a minimum length), so each value is
 * validated, and the next attempt uses the next seed.
 *
 * @param seed An integer from 0 to 2³¹−1.
 */
export const generateValue = (
  { document, schemaPointer, validate, direction = 'reply', isMinimal = false }: ValueRequest,
  seed: number,
): { readonly value: unknown } | undefined => {
  const schema = fakerSchemaAt(document, schemaPointer, direction);
  const attempts = isMinimal ? minimalFirst(attemptsFor(schema)) : attemptsFor(schema);
  for (const [index, attempt] of attempts.entries()) {
    const value = fake(attempt.schema, { ...attempt.options, seed: seed + index });
    if (value !== undefined && validate(value).length === 0) return { value };
  }
  return undefined;
};
