import { expect, test } from 'vitest';
import { Journal } from '../../../mock/observe/journal.ts';
import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import { anEntry } from '../an-entry.ts';

/** Two journals with a shared limit; a test entry takes about 1,600 bytes. */
const twoJournals = (
  bytes: number,
): { readonly limit: SharedJournalLimit; readonly one: Journal; readonly other: Journal } => {
  const limit = new SharedJournalLimit(bytes);
  const open = (): Journal => new Journal({ entries: 100, bytes: 1_000_000 }, limit);
  return { limit, one: open(), other: open() };
};

const idsIn = (journal: Journal): readonly string[] => journal.newestFirst().map(({ id }) => id);

test('the least recently written journal drops its oldest entries when the limit is exceeded', () => {
  const { one, other } = twoJournals(5_000);
  for (const id of ['a', 'b']) one.add(anEntry(id));

  for (const id of ['c', 'd']) other.add(anEntry(id));

  expect([idsIn(one), one.dropped]).toEqual([['b'], 1]);
  expect([idsIn(other), other.dropped]).toEqual([['d', 'c'], 0]);
});

test('a journal drops its own entries if the others are empty', () => {
  const { one, other } = twoJournals(5_000);
  one.add(anEntry('a'));

  for (const id of ['b', 'c', 'd', 'e', 'f']) other.add(anEntry(id));

  expect([idsIn(one), idsIn(other)]).toEqual([[], ['f', 'e', 'd']]);
});

test('an entry that is larger than the limit is not kept', () => {
  const { limit, one } = twoJournals(5_000);

  one.add(anEntry('a', { payload: 'x'.repeat(20_000) }));

  expect([idsIn(one), one.dropped, limit.used]).toEqual([[], 1, 0]);
});

test('clearing a journal frees its bytes', () => {
  const { limit, one } = twoJournals(5_000);
  one.add(anEntry('a'));

  one.clear();

  expect(limit.used).toBe(0);
});
