import { expect, test } from 'vitest';
import { Collection } from '../../../mock/state/collection.ts';
import type { AppliedChange } from '../../../mock/state/records.ts';
import { put } from '../../../mock/state/records.ts';

interface PutSketch {
  readonly at?: number;
  readonly expiresAt?: number;
  readonly finished?: boolean;
  readonly version?: number;
}

/** A collection called `c`, and a function that puts records into it. */
const collectionOf = (
  maxRecords = 3,
): { readonly c: Collection; readonly add: (id: string, sketch?: PutSketch) => readonly AppliedChange[] } => {
  const c = new Collection('c', maxRecords);
  const add = (id: string, { at = 0, version = 1, ...options }: PutSketch = {}): readonly AppliedChange[] =>
    c.put(put('c', { id, version }, options) as Extract<ReturnType<typeof put>, { kind: 'put' }>, at);
  return { c, add };
};

const idsIn = (c: Collection, now = 0): readonly string[] => c.list(now).map(({ id }) => id);

/** The ids of evicted records. */
const evictedIds = (changes: readonly AppliedChange[]): readonly string[] =>
  changes.filter(({ kind }) => kind === 'evict').map(({ id }) => id);

test('returns the record before and after each change', () => {
  const { c, add } = collectionOf();

  expect(add('a')).toEqual([{ kind: 'put', collection: 'c', id: 'a', after: { id: 'a', version: 1 } }]);
  expect(add('a', { version: 2 })).toEqual([
    { kind: 'put', collection: 'c', id: 'a', before: { id: 'a', version: 1 }, after: { id: 'a', version: 2 } },
  ]);
  expect(c.remove('a', 0)).toEqual([{ kind: 'remove', collection: 'c', id: 'a', before: { id: 'a', version: 2 } }]);
  expect(c.remove('a', 0)).toEqual([]);
});

test('lists the oldest record first; a new version keeps its position', () => {
  const { c, add } = collectionOf();
  add('a');
  add('b');

  add('a', { version: 2 });

  expect(c.list(0)).toEqual([
    { id: 'a', version: 2 },
    { id: 'b', version: 1 },
  ]);
});

test('drops a record when it expires, and not before', () => {
  const { c, add } = collectionOf();
  add('a', { expiresAt: 10 });

  expect(c.get('a', 9)).toEqual({ id: 'a', version: 1 });
  expect(c.get('a', 10)).toBeUndefined();
  expect(c.stored(9)).toEqual([{ record: { id: 'a', version: 1 }, expiresAt: 10 }]);
  expect(c.stored(10)).toEqual([]);
  expect(c.remove('a', 10)).toEqual([]);
});

test('treats a record that is put again after it has expired as new', () => {
  const { c, add } = collectionOf();
  add('a', { expiresAt: 10 });
  add('b');

  expect(add('a', { at: 10 })).toEqual([{ kind: 'put', collection: 'c', id: 'a', after: { id: 'a', version: 1 } }]);
  expect(idsIn(c, 10)).toEqual(['b', 'a']);
});

test('a new version may expire later, or never', () => {
  const { c, add } = collectionOf();
  add('a', { expiresAt: 10 });
  add('b', { expiresAt: 10 });

  add('a', { expiresAt: 20 });
  add('b');

  expect(idsIn(c, 15)).toEqual(['a', 'b']);
  expect(idsIn(c, 25)).toEqual(['b']);
});

test('evicts the oldest record when it is full, and reports it', () => {
  const { c, add } = collectionOf();
  ['a', 'b', 'c'].forEach((id) => add(id));

  expect(add('d')).toEqual([
    { kind: 'evict', collection: 'c', id: 'a', before: { id: 'a', version: 1 } },
    { kind: 'put', collection: 'c', id: 'd', after: { id: 'd', version: 1 } },
  ]);
  expect(idsIn(c)).toEqual(['b', 'c', 'd']);
});

test('evicts nothing for a new version', () => {
  const { add } = collectionOf();
  ['a', 'b', 'c'].forEach((id) => add(id));

  expect(evictedIds(add('b', { version: 2 }))).toEqual([]);
});

test('evicts finished records before older ones, in the order in which they finished', () => {
  const { add } = collectionOf(4);
  ['a', 'b', 'c', 'd'].forEach((id) => add(id));
  add('c', { finished: true });
  add('b', { finished: true });

  expect(['e', 'f', 'g'].map((id) => evictedIds(add(id)))).toEqual([['c'], ['b'], ['a']]);
});

test('a record that is no longer finished is evicted by age', () => {
  const { add } = collectionOf(2);
  add('a');
  add('b', { finished: true });
  add('b', { finished: false });

  expect(evictedIds(add('c'))).toEqual(['a']);
});

test('a removed record is not evicted', () => {
  const { c, add } = collectionOf(2);
  add('a', { finished: true, expiresAt: 10 });
  add('b');

  c.remove('a', 0);
  add('c');

  expect(evictedIds(add('d'))).toEqual(['b']);
});

test('drops expired records before live ones', () => {
  const { c, add } = collectionOf();
  add('a');
  add('b', { expiresAt: 10 });
  add('c', { finished: true });

  expect(evictedIds(add('d', { at: 10 }))).toEqual([]);
  expect(idsIn(c, 10)).toEqual(['a', 'c', 'd']);
});

test('finds expired records behind a record that is put repeatedly', () => {
  const { add } = collectionOf(4);
  add('busy', { expiresAt: 10 });
  ['a', 'b', 'c'].forEach((id) => add(id, { expiresAt: 10 }));
  add('busy', { at: 9, expiresAt: 19 });

  expect(['d', 'e', 'f'].map((id) => evictedIds(add(id, { at: 10, expiresAt: 20 })))).toEqual([[], [], []]);
});

test('shrinks again after a burst', () => {
  const { c, add } = collectionOf(1000);
  for (let n = 0; n < 100; n += 1) add(`burst-${n}`, { expiresAt: 10 });

  for (let n = 0; n < 50; n += 1) add(`calm-${n}`, { at: 10 });

  // A swept record stays gone when the clock is set back.
  expect(idsIn(c, 0).filter((id) => id.startsWith('burst'))).toEqual([]);
});
