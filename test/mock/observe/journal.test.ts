import { expect, test } from 'vitest';
import type { EntryParts } from '../../../mock/observe/journal-entry.ts';
import { StoredEntry } from '../../../mock/observe/journal-entry.ts';
import type { JournalBounds } from '../../../mock/observe/journal.ts';
import { Journal } from '../../../mock/observe/journal.ts';
import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import type { Trace } from '../../../mock/observe/trace.ts';
import type { StageResult } from '../../../mock/pipeline.ts';
import type { AppliedChange } from '../../../mock/state/records.ts';
import { aRequest } from '../../support/a-request.ts';
import { anEntry } from '../an-entry.ts';

const journalOf = (bounds: Partial<JournalBounds>, ...entries: readonly EntryParts[]): Journal => {
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
  const payload = 'x'.repeat(40_000);
  const large = { payload, reply: { status: 200, headers: {}, body: payload } };
  const journal = journalOf({ bytes: 84_000 }, anEntry('a'), anEntry('b', large), anEntry('c'));

  expect(idsIn(journal)).toEqual(['c', 'b']);
});

test('does not keep an entry that is larger than the limit', () => {
  const journal = journalOf({ bytes: 50_000 }, anEntry('a'), anEntry('b', { payload: 'x'.repeat(50_000) }));

  expect(idsIn(journal)).toEqual([]);
  expect(journal.dropped).toBe(2);
});

test('counts bodies, target, header fields, and changes, including those of due jobs', () => {
  const change: AppliedChange = { kind: 'put', collection: 'calls', id: '1' };
  const job = { id: 'end 1', at: 0, kind: 'end', subject: '1' };
  const bytesOf = (parts: EntryParts): number => new StoredEntry(parts).bytes;
  const extraBytes = (more: Partial<EntryParts>): number => bytesOf(anEntry('a', more)) - bytesOf(anEntry('a'));

  expect(extraBytes({ payload: 'x'.repeat(10) })).toBe(20);
  expect(extraBytes({ request: aRequest({ body: 'x'.repeat(8) }) })).toBe(20);
  expect(extraBytes({ request: aRequest({ body: undefined, target: `/v1/webrtc-token?${'x'.repeat(9)}` }) })).toBe(10);
  const headers = { 'x-trace': 'abc' };
  expect(extraBytes({ request: aRequest({ body: undefined, headers }) })).toBe('x-trace:abc\n'.length);
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

test('returns a request and its reply as they were', () => {
  const request = aRequest({ body: { list: [1, null] }, headers: { 'x-trace': 'a:b' } });
  const reply = { status: 201, headers: { 'content-type': 'application/json' }, body: { id: '1' }, delayMs: 5 };
  const journal = journalOf({}, anEntry('a', { request, reply, payload: '{"id":"1"}' }));

  const entry = journal.find('a');

  expect(entry?.request).toEqual({ ...request, body: { ...request.body, text: '{"list":[1,null]}' } });
  expect(entry?.reply).toEqual(reply);
});

test.for([
  ['text/plain', 'hello', 'hello', 'hello'],
  ['application/json', '"hello"', 'hello', 'hello'],
  ['text/plain', '{"a":1}', { a: 1 }, { a: 1 }],
] as const)('returns a body of %s, sent as %s, as it was', ([type, payload, body, expected]) => {
  const reply = { status: 200, headers: { 'content-type': type }, body };
  const journal = journalOf({}, anEntry('a', { reply, payload }));

  expect(journal.find('a')?.reply.body).toEqual(expected);
});

test('requests that took the same path share it', () => {
  const trace = (): Trace => ({
    path: [
      { stage: 'one', verdict: 'passed' },
      { stage: 'two', verdict: 'answered' },
    ],
  });
  const journal = journalOf({}, anEntry('a', { trace: trace() }), anEntry('b', { trace: trace() }));

  expect(journal.find('a')?.path).toBe(journal.find('b')?.path);
});

test('a path with notes is not shared', () => {
  const path: StageResult[] = [{ stage: 'one', verdict: 'answered', notes: ['odd'] }];
  const journal = journalOf({}, anEntry('a', { trace: { path } }), anEntry('b'));

  expect(journal.find('a')?.path).toEqual([{ stage: 'one', verdict: 'answered', notes: ['odd'] }]);
});
