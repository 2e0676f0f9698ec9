import { expect, test } from 'vitest';
import { fieldOf } from '../../../mock/state/records.ts';

test.for([
  [{ id: '1', owner: 'acme' }, 'acme'],
  [{ id: '1', item: { owner: 'acme' } }, 'acme'],
  [{ id: '1', owner: 'bravo', item: { owner: 'acme' } }, 'bravo'],
  [{ id: '1', item: {} }, undefined],
  [{ id: '1', item: null }, undefined],
  [{ id: '1' }, undefined],
] as const)('%j is owned by %s', ([record, owner]) => {
  expect(fieldOf(record, 'owner')).toBe(owner);
});
