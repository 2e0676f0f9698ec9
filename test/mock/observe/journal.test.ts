import { expect, test } from 'vitest';
import type { EntryParts, JournalBounds, JournalEntry } from '../../../mock/observe/journal.ts';
import { Journal } from '../../../mock/observe/journal.ts';
import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import type { AppliedChange } from '../../../mock/state/records.ts';
import { aRequest } from '../../support/a-request.ts';
import { anEntry } from '../an-entry.ts';

const journalOf = (bounds: Partial<JournalBounds>, ...entries: readonly JournalEntry[]): Journal => {
  const journal = new Journal({ entries: 100, bytes: 1_000_000, ...bounds }, new SharedJournalLimit(1_000_000));
  for (const entry of entries) journal.add(entry);
  return journal;
};

const idsIn = (journal: Journal): readonly string[] => journal.newestFirst().map(({ id }) => id);

test('keeps entries, newest first, and finds them by request id', () => {
  const trace = { path: [], caller: 'production key of Acme', forcedBy: 'prefer' };
  const journal = journalOf({}, anEntry('a'), anEntry('b', { trace }));

  expect(idsIn(journal)).toEqual(['b', 'a']);
  expect(journal.find('b')).toMatchObject({ caller: 'production key of Acme', forcedBy: 'prefer' });
  expect(journal.find('c')).toBeUndefined();
});

test('drops the oldest entries when there are too many', () => {
  const journal = journalOf({ entries: 2 }, anEntry('a'), anEntry('b'), anEntry('c'));

  expect(idsIn(journal)).toEqual(['c', 'b']);
  expect(journal.find('a')).toBeUndefined();
  expect(journal.dropped).toBe(1);
});

test('drops the oldest entries when they are too large', () => {
  const large = { payload: 'x'.repeat(40_000) };
  const journal = journalOf({ bytes: 88_000 }, anEntry('a'), anEntry('b', large), anEntry('c'));

  expect(idsIn(journal)).toEqual(['c', 'b']);
});

test('does not keep an entry that is larger than the limit', () => {
  const journal = journalOf({ bytes: 50_000 }, anEntry('a'), anEntry('b', { payload: 'x'.repeat(50_000) }));

  expect(idsIn(journal)).toEqual([]);
  expect(journal.dropped).toBe(2);
});

test('counts bodies, target, and changes, including those of due jobs', () => {
  const change: AppliedChange = { kind: 'put', collection: 'calls', id: '1' };
  const job = { id: 'end 1', at: 0, kind: 'end', subject: '1' };
  const extraBytes = (more: Partial<EntryParts>): number => anEntry('a', more).bytes - anEntry('a').bytes;

  expect(extraBytes({ payload: 'x'.repeat(10) })).toBe(20);
  expect(extraBytes({ request: aRequest({ body: 'x'.repeat(8) }) })).toBe(20);
  expect(extraBytes({ request: aRequest({ body: undefined, target: `/v1/webrtc-token?${'x'.repeat(9)}` }) })).toBe(10);
  expect(extraBytes({ changes: [change] })).toBe(250);
  expect(extraBytes({ settled: [{ job, changes: [change, change] }] })).toBe(500);
});

test('starts over when it is cleared', () => {
  const journal = journalOf({ entries: 1 }, anEntry('a'), anEntry('b'));

  journal.clear();

  expect(idsIn(journal)).toEqual([]);
  expect(journal.dropped).toBe(0);
  journal.add(anEntry('c'));
  expect(idsIn(journal)).toEqual(['c']);
});
