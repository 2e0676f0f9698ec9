import type { Operation } from '../contract/operations/operation.ts';
import { responseFor } from '../contract/operations/operation.ts';
import { valueIn } from '../contract/parameters/text-value.ts';

/**
 * The header that tells the request id: the dialect's, unless the contract has a header of that name with a form of its own, such as
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
