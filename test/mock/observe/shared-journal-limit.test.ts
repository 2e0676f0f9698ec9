import { expect, test } from 'vitest';
import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import { Journal } from '../../../mock/observe/journal.ts';
import { anEntry } from '../an-entry.ts';

/** Entries of a test take about 3,000 bytes. */
const twoJournals = (bytes: number): { readonly room: SharedJournalLimit; readonly one: Journal; readonly other: Journal } => {
  const room = new SharedJournalLimit(bytes);
  const open = (): Journal => new Journal({ entries: 100, bytes: 1_000_000 }, room);
  return { room, one: open(), other: open() };
};

const idsIn = (journal: Journal): readonly string[] => journal.newestFirst().map(({ id }) => id);

test('where room is short, the journal that was written to longest ago loses its oldest entries', () => {
  const { one, other } = twoJournals(10_000);
  for (const id of ['a', 'b']) one.add(anEntry(id));

  for (const id of ['c', 'd']) other.add(anEntry(id));

  expect([idsIn(one), one.dropped]).toEqual([['b'], 1]);
  expect([idsIn(other), other.dropped]).toEqual([['d', 'c'], 0]);
});

test('a journal that is alone loses its own', () => {
  const { one, other } = twoJournals(10_000);
  one.add(anEntry('a'));

  for (const id of ['b', 'c', 'd', 'e', 'f']) other.add(anEntry(id));

  expect([idsIn(one), idsIn(other)]).toEqual([[], ['f', 'e', 'd']]);
});

test('an entry that is larger than all the room there is is kept by nobody', () => {
  const { room, one } = twoJournals(10_000);

  one.add(anEntry('a', { payload: 'x'.repeat(20_000) }));

  expect([idsIn(one), one.dropped, room.used]).toEqual([[], 1, 0]);
});

test('a journal that is emptied makes room', () => {
  const { room, one } = twoJournals(10_000);
  one.add(anEntry('a'));

  one.clear();

  expect(room.used).toBe(0);
});
