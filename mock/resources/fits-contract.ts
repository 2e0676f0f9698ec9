import type { Contract } from '../contract/contract.ts';
import type { WorldRecord } from '../state/records.ts';
import type { Resources } from './resources.ts';
import { COUNTERS } from '../state/counters.ts';

interface Served {
  readonly contract: Contract;
  readonly resources: Resources;
}

/** Whether a record still has a place after the contract has changed: its resource is there, or the operation that it is about. */
export const fitsContract = ({ contract, resources }: Served): ((collection: string, record: WorldRecord) => boolean) => {
  const names = new Set(resources.all().map(({ name }) => name));
  return (collection, { operation }) => {
    // The name of a resource's collection is its path.
    if (collection.startsWith('/')) return names.has(collection);
    return collection === COUNTERS || typeof operation !== 'string' || contract.operation(operation) !== undefined;
  };
};
