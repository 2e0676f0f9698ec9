import { expect, test } from 'vitest';
import { unmet } from '../../../suite/coverage/demand.ts';
import { aReport } from './a-report.ts';

test('a requirement is met by exactly the required coverage', () => {
  expect(unmet(aReport(), { min: 66, statuses: ['200'] })).toEqual([]);
});

test('reports insufficient coverage', () => {
  expect(unmet(aReport(), { min: 67, statuses: [] })).toEqual(['66% is exercised; at least 67% is required.']);
});

test('lists the operations that never returned a status', () => {
  expect(unmet(aReport(), { min: 0, statuses: ['409'] })).toEqual([
    'make_thing never returned 409. Send it with "Prefer: code=409", or queue an override.',
  ]);
});

test('does not pass a status that no operation declares', () => {
  expect(unmet(aReport(), { min: 0, statuses: ['418'] })).toEqual([
    'No operation declares 418, so it cannot be required.',
  ]);
});
