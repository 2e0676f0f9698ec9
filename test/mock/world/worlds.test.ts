import { expect, test } from 'vitest';
import { SharedJournalLimit } from '../../../mock/observe/shared-journal-limit.ts';
import { BUSY_FOR_MS, WORLD_NAME, Worlds } from '../../../mock/world/worlds.ts';
import { anEntry } from '../an-entry.ts';
import { aWorld } from '../state/a-world.ts';

const worldsOf = (max: number): { readonly worlds: Worlds; readonly dropped: readonly string[] } => {
  const dropped: string[] = [];
  const worlds = new Worlds({ max, create: (name) => aWorld({ name }), onDrop: (name) => dropped.push(name) });
  return { worlds, dropped };
};

const IDLE = BUSY_FOR_MS + 1;

test('opens a world on first use, and keeps it', () => {
  const { worlds } = worldsOf(2);

  const world = worlds.open('a', 0);

  expect(world?.name).toBe('a');
  expect(worlds.open('a', 1)).toBe(world);
  expect(worlds.find('a')).toBe(world);
  expect(worlds.find('b')).toBeUndefined();
  expect([worlds.size, worlds.names]).toEqual([1, ['a']]);
});

test('drops the one that was used longest ago, and says so', () => {
  const { worlds, dropped } = worldsOf(2);
  worlds.open('a', 0);
  worlds.open('b', 1);
  worlds.open('a', 2);

  expect(worlds.open('c', IDLE + 1)?.name).toBe('c');
  expect(dropped).toEqual(['b']);
  expect(worlds.names).toEqual(['a', 'c']);
});

test('drops none that was used in the last ten minutes', () => {
  const { worlds, dropped } = worldsOf(1);
  worlds.open('a', 0);

  expect(worlds.open('b', BUSY_FOR_MS)).toBeUndefined();
  expect(worlds.open('a', BUSY_FOR_MS)?.name).toBe('a');
  expect(worlds.open('b', 2 * BUSY_FOR_MS)).toBeUndefined();
  expect(dropped).toEqual([]);
  expect(worlds.open('b', BUSY_FOR_MS + IDLE)?.name).toBe('b');
});

test('a world that goes gives back the room of its journal', () => {
  const room = new SharedJournalLimit(100_000);
  const worlds = new Worlds({ max: 1, create: (name) => aWorld({ name, room }) });
  worlds.open('a', 0)?.journal.add(anEntry('one'));
  expect(room.used).toBeGreaterThan(0);

  worlds.open('b', IDLE);

  expect(room.used).toBe(0);
});

test('looking a world up does not keep it', () => {
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

test('has no room beside an idle default world that is all it may hold', () => {
  const { worlds } = worldsOf(1);
  worlds.open('default', 0);

  expect(worlds.open('a', IDLE)).toBeUndefined();
});

test('a world that was dropped begins anew', () => {
  const { worlds } = worldsOf(1);
  const world = worlds.open('a', 0);
  worlds.open('b', IDLE);

  expect(worlds.open('a', 2 * IDLE)).not.toBe(world);
});

test('needs nobody to be told', () => {
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
] as const)('a world may be called %j: %s', ([name, verdict]) => {
  expect(WORLD_NAME.test(name)).toBe(verdict);
});
