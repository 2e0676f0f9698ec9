import { expect, test } from 'vitest';
import { put } from '../../../mock/index.ts';
import { randomFor, withCounter } from '../../../mock/state/counters.ts';
import type { World } from '../../../mock/world/world.ts';
import { aWorld } from './a-world.ts';

/** Generates an id for an operation, and commits the counter. */
const nextId = (world: World, operation: string): string => {
  const random = randomFor(world, operation);
  const id = random.id('');
  world.apply(withCounter([], random, operation), 0);
  return id;
};

test('continues where it stopped', () => {
  const world = aWorld();
  const first = nextId(world, 'op');

  expect(nextId(world, 'op')).not.toBe(first);
  expect(world.get('counters', 'op', 0)).toEqual({ id: 'op', made: 2 });
});

test('generates the same id again if nothing was committed', () => {
  const world = aWorld();

  expect(randomFor(world, 'op').id('')).toBe(randomFor(world, 'op').id(''));
});

test('ids of other operations have no influence', () => {
  const quiet = aWorld();
  const busy = aWorld();
  nextId(busy, 'other');

  expect(nextId(busy, 'op')).toBe(nextId(quiet, 'op'));
});

test('adds no counter if no random value was used', () => {
  const changes = [put('pets', { id: 'a' })];

  expect(withCounter(changes, randomFor(aWorld(), 'op'), 'op')).toBe(changes);
});

test('does not repeat ids, even if a world may hold few records', () => {
  const world = aWorld({ maxRecords: 1 });

  const ids = ['a', 'b', 'a', 'b'].map((operation) => nextId(world, operation));

  expect(new Set(ids).size).toBe(4);
});
