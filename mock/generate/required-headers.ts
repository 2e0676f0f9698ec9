import type { ContractDocument } from '../contract/document/document.ts';
import type { ResponseContract } from '../contract/operations/operation.ts';
import { generateValue } from './generate-value.ts';

/** Values that a client can do something with, of headers that it acts on: it would wait for whatever number was generated. */
const USUAL: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['retry-after', [30, '30']],
  ['etag', ['"1"']],
]);

/** Generated values for the headers that a response must bear. One that no value was found for is missing, and check-reply says so. */
export const requiredHeaders = (
  document: ContractDocument,
  { headers }: ResponseContract,
  seed: number,
): Readonly<Record<string, string>> => {
  const made: Record<string, string> = {};
  for (const { name, required, schemaPointer, validate, isJson } of headers) {
    if (!required) continue;
    const usual = USUAL.get(name)?.find((each) => validate(each).length === 0);
    const value =
      usual !== undefined || schemaPointer === undefined
        ? { value: usual ?? '' }
        : generateValue({ document, schemaPointer, validate }, seed);
    if (value) made[name] = isJson ? JSON.stringify(value.value) : String(value.value);
  }
  return made;
};
