import { expect, test } from 'vitest';
import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import { IN_USE_MS, WORLD_NAME, Worlds } from '../../../mock/world/worlds.ts';
import { anEntry } from '../an-entry.ts';
import { aWorld } from '../state/a-world.ts';

const worldsOf = (max: number): { readonly worlds: Worlds; readonly dropped: readonly string[] } => {
  const dropped: string[] = [];
  const worlds = new Worlds({ max, create: (name) => aWorld({ name }), onDrop: (name) => dropped.push(name) });
  return { worlds, dropped };
};

const IDLE = IN_USE_MS + 1;

test('opens a world on first use, and keeps it', () => {
  const { worlds } = worldsOf(2);

  const world = worlds.open('a', 0);

  expect(world?.name).toBe('a');
  expect(worlds.open('a', 1)).toBe(world);
  expect(worlds.find('a')).toBe(world);
  expect(worlds.find('b')).toBeUndefined();
  expect([worlds.size, worlds.names]).toEqual([1, ['a']]);
});

test('drops the least recently used world, and reports it', () => {
  const { worlds, dropped } = worldsOf(2);
  worlds.open('a', 0);
  worlds.open('b', 1);
  worlds.open('a', 2);

  expect(worlds.open('c', IDLE + 1)?.name).toBe('c');
  expect(dropped).toEqual(['b']);
  expect(worlds.names).toEqual(['a', 'c']);
});

test('does not drop a world that was used in the last ten minutes', () => {
  const { worlds, dropped } = worldsOf(1);
  worlds.open('a', 0);

  expect(worlds.open('b', IN_USE_MS)).toBeUndefined();
  expect(worlds.open('a', IN_USE_MS)?.name).toBe('a');
  expect(worlds.open('b', 2 * IN_USE_MS)).toBeUndefined();
  expect(dropped).toEqual([]);
  expect(worlds.open('b', IN_USE_MS + IDLE)?.name).toBe('b');
});

test('a dropped world frees the bytes of its journal', () => {
  const journalLimit = new SharedJournalLimit(100_000);
  const worlds = new Worlds({ max: 1, create: (name) => aWorld({ name, journalLimit }) });
  worlds.open('a', 0)?.journal.add(anEntry('one'));
  expect(journalLimit.used).toBeGreaterThan(0);

  worlds.open('b', IDLE);

  expect(journalLimit.used).toBe(0);
});

test('finding a world does not count as use', () => {
  const { worlds, dropped } = worldsOf(2);
  worlds.open('a', 0);
  worlds.open('b', 1);

  worlds.find('a');
  worlds.open('c', IDLE + 1);

  expect(dropped).toEqual(['a']);
});

test('never drops the default world', () => {
  const { worlds, dropped } = worldsOf(2);
  worlds.open('default', 0);
  worlds.open('a', 1);

  worlds.open('b', IDLE + 1);

  expect(dropped).toEqual(['a']);
  expect(worlds.names).toEqual(['default', 'b']);
});

test('cannot open a second world when the limit is one and the default world is idle', () => {
  const { worlds } = worldsOf(1);
  worlds.open('default', 0);

  expect(worlds.open('a', IDLE)).toBeUndefined();
});

test('a dropped world starts over', () => {
  const { worlds } = worldsOf(1);
  const world = worlds.open('a', 0);
  worlds.open('b', IDLE);

  expect(worlds.open('a', 2 * IDLE)).not.toBe(world);
});

test('works without an onDrop callback', () => {
  const worlds = new Worlds({ max: 1, create: (name) => aWorld({ name }) });
  worlds.open('a', 0);

  expect(worlds.open('b', IDLE)?.name).toBe('b');
});

test.for([
  ['default', true],
  ['worker-3', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['', false],
  ['Worker', false],
  ['a/b', false],
  ['a\n', false],
] as const)('the world name %j is valid: %s', ([name, expected]) => {
  expect(WORLD_NAME.test(name)).toBe(expected);
});
