import { expect, test } from 'vitest';
import { put, remove } from '../../../mock/index.ts';
import { Draft } from '../../../mock/world/draft.ts';
import { aWorld } from '../state/a-world.ts';

const A = { id: 'a', version: 1 };
const B = { id: 'b', version: 1 };

/** A draft over a world with the records `a` and `b`, of which `b` expires at 10. */
const draftAt = (now = 0): Draft =>
  new Draft(aWorld({ initialChanges: [put('pets', A), put('pets', B, { expiresAt: 10 })] }), now);

test('shows committed records', () => {
  expect(draftAt().get('pets', 'a')).toEqual(A);
  expect(draftAt().get('pets', 'c')).toBeUndefined();
  expect(draftAt().list('pets')).toEqual([A, B]);
  expect(draftAt().list('dogs')).toEqual([]);
});

test('does not show expired records', () => {
  expect(draftAt(10).get('pets', 'b')).toBeUndefined();
  expect(draftAt(10).list('pets')).toEqual([A]);
});

test('shows pending changes over committed records, the last one of each record', () => {
  const draft = draftAt();
  draft.add({ changes: [put('pets', { id: 'a', version: 2 }), put('pets', { id: 'c' }), remove('pets', 'b')] });
  draft.add({ changes: [put('pets', { id: 'a', version: 3 })] });

  expect(draft.get('pets', 'a')).toEqual({ id: 'a', version: 3 });
  expect(draft.get('pets', 'b')).toBeUndefined();
  expect(draft.list('pets')).toEqual([{ id: 'a', version: 3 }, { id: 'c' }]);
});

test('shows a record that is removed and put again', () => {
  const draft = draftAt();
  draft.add({ changes: [remove('pets', 'a'), put('pets', A)] });

  expect(draft.get('pets', 'a')).toEqual(A);
  expect(draft.list('pets')).toEqual([B, A]);
});

test('keeps records of different collections apart', () => {
  const draft = draftAt();
  draft.add({ changes: [remove('dogs', 'a'), put('dogs', B)] });

  expect(draft.get('pets', 'a')).toEqual(A);
  expect(draft.list('pets')).toEqual([A, B]);
  expect(draft.list('dogs')).toEqual([B]);
});

test('turns scheduled jobs into records', () => {
  const draft = draftAt();
  draft.add({ schedule: [{ at: 5, kind: 'end', subject: 'call 1' }] });

  expect(draft.changes).toEqual([put('agenda', { id: 'end call 1', at: 5, kind: 'end', subject: 'call 1' })]);
});

test('discards pending changes', () => {
  const draft = draftAt();
  draft.add({ changes: [remove('pets', 'a')] });

  draft.discard();

  expect(draft.changes).toEqual([]);
  expect(draft.get('pets', 'a')).toEqual(A);
});

test('commits nothing by itself', () => {
  const world = aWorld();
  new Draft(world, 0).add({ changes: [put('pets', A)] });

  expect(world.list('pets', 0)).toEqual([]);
});
