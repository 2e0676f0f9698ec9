import type { ContractDocument } from '../contract/document/document.ts';
import type { ResponseContract } from '../contract/operations/operation.ts';
import { generateValue } from './generate-value.ts';

/** Sensible values for headers that clients act on: for example, a client would wait for any generated number of seconds. */
const SENSIBLE_VALUES: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['retry-after', [30, '30']],
  ['etag', ['"1"']],
]);

/** Generated values for the required headers of a response. A header without a valid value is omitted, and check-reply reports it. */
export const requiredHeaders = (
  document: ContractDocument,
  { headers }: ResponseContract,
  seed: number,
): Readonly<Record<string, string>> => {
  const generated: Record<string, string> = {};
  for (const { name, required, schemaPointer, validate, isJson } of headers) {
    if (!required) continue;
    const sensible = SENSIBLE_VALUES.get(name)?.find((each) => validate(each).length === 0);
    const value =
      sensible !== undefined || schemaPointer === undefined
        ? { value: sensible ?? '' }
        : generateValue({ document, schemaPointer, validate }, seed);
    if (value) generated[name] = isJson ? JSON.stringify(value.value) : String(value.value);
  }
  return generated;
};
