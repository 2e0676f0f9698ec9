import { expect, test } from 'vitest';
import { unmet } from '../../../suite/coverage/demand.ts';
import { aReport } from './a-report.ts';

test('a demand is met by as much as it asks for', () => {
  expect(unmet(aReport(), { min: 66, statuses: ['200'] })).toEqual([]);
});

test('says by how much a report falls short', () => {
  expect(unmet(aReport(), { min: 67, statuses: [] })).toEqual(['66 % is exercised, and 67 % is demanded.']);
});

test('names the operations that were never seen to answer a status', () => {
  expect(unmet(aReport(), { min: 0, statuses: ['409'] })).toEqual([
    'make_thing was never seen to answer 409. Send it with "Prefer: code=409", or queue an override.',
  ]);
});

test('does not pass a status that no operation can answer', () => {
  expect(unmet(aReport(), { min: 0, statuses: ['418'] })).toEqual([
    'No operation declares 418, so that it cannot be demanded.',
  ]);
});
