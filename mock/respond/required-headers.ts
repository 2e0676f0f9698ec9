import type { ContractDocument } from '../contract/document.ts';
import type { ResponseContract } from '../contract/operations.ts';
import { generateValue } from './generate.ts';

/** Generated values for the headers that a response must bear. One that no value was found for is missing, and check-reply says so. */
export const requiredHeaders = (
  document: ContractDocument,
  { headers }: ResponseContract,
  seed: number,
): Readonly<Record<string, string>> => {
  const made: Record<string, string> = {};
  for (const { name, required, schemaPointer, validate, isJson } of headers) {
    if (!required) continue;
    const value =
      schemaPointer === undefined ? { value: '' } : generateValue({ document, schemaPointer, validate }, seed);
    if (value) made[name] = isJson ? JSON.stringify(value.value) : String(value.value);
  }
  return made;
};
