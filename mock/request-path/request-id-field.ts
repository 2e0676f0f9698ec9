import type { Operation } from '../contract/operations/operation.ts';
import { responseFor } from '../contract/operations/operation.ts';
import { valueIn } from '../contract/parameters/text-value.ts';

/**
 * The header with the request id: the error format's, unless the contract declares a header of that name in another format, such as
 * DigitalOcean's, which is a UUID.
 */
export const requestIdField = (
  name: string,
  id: string,
  operation: Operation | undefined,
  status: number,
): Readonly<Record<string, string>> => {
  const declared = operation && responseFor(operation, status)?.headers.find((header) => header.name === name);
  const isFitting = declared === undefined || declared.validate(valueIn([id], declared)).length === 0;
  return { [isFitting ? name : SPARE_NAME]: id };
};

const SPARE_NAME = 'sandbox-request-id';
