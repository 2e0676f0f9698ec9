import type { Contract } from '../contract/contract.ts';
import { COUNTERS } from '../state/counters.ts';
import type { WorldRecord } from '../state/records.ts';
import type { Resources } from './resources.ts';

interface Served {
  readonly contract: Contract;
  readonly resources: Resources;
}

/** Whether a record is still valid after the contract has changed: its resource or its operation still exists. */
export const fitsContract = ({
  contract,
  resources,
}: Served): ((collection: string, record: WorldRecord) => boolean) => {
  const names = new Set(resources.all().map(({ name }) => name));
  return (collection, { operation }) => {
    // The record collection of a resource is named after its path.
    if (collection.startsWith('/')) return names.has(collection);
    return collection === COUNTERS || typeof operation !== 'string' || contract.operation(operation) !== undefined;
  };
};
