import type { Engine } from '../engine.ts';
import type { WorldRecord } from '../state/records.ts';
import { COUNTERS } from '../state/counters.ts';

/** Whether a record still has a place after the contract has changed: its resource is there, or the operation that it is about. */
export const fitsContract = ({ contract, resources }: Engine): ((collection: string, record: WorldRecord) => boolean) => {
  const names = new Set(resources.all().map(({ name }) => name));
  return (collection, { operation }) => {
    // The name of a resource's collection is its path.
    if (collection.startsWith('/')) return names.has(collection);
    return collection === COUNTERS || typeof operation !== 'string' || contract.operation(operation) !== undefined;
  };
};
