import { expect, test } from 'vitest';
import type { Engine } from '../../../mock/request-path/engine.ts';
import { fitsContract } from '../../../mock/resources/fits-contract.ts';

const engine = {
  resources: { all: () => [{ name: '/pets' }] },
  contract: { operation: (id: string) => (id === 'list' ? {} : undefined) },
} as unknown as Engine;

test.for([
  ['/pets', { id: '1' }, true],
  ['/owners', { id: '1' }, false],
  ['overrides', { id: '1', operation: 'list' }, true],
  ['overrides', { id: '1', operation: 'gone' }, false],
  ['calls', { id: '1' }, true],
  ['counters', { id: 'gone', operation: 'gone' }, true],
] as const)('in %s, %j fits the contract: %s', ([collection, record, fits]) => {
  expect(fitsContract(engine)(collection, record)).toBe(fits);
});
