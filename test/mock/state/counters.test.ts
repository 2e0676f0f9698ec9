import { expect, test } from 'vitest';
import { put } from '../../../index.ts';
import { randomFor, withCounter } from '../../../mock/state/counters.ts';
import type { World } from '../../../mock/world/world.ts';
import { aWorld } from './a-world.ts';

/** Draws once for an operation, and commits that. */
const drawOnce = (world: World, operation: string): string => {
  const random = randomFor(world, operation);
  const id = random.id('');
  world.apply(withCounter([], random, operation), 0);
  return id;
};

test('goes on where it stopped', () => {
  const world = aWorld();
  const first = drawOnce(world, 'op');

  expect(drawOnce(world, 'op')).not.toBe(first);
  expect(world.get('counters', 'op', 0)).toEqual({ id: 'op', made: 2 });
});

test('draws the same again if nothing was committed', () => {
  const world = aWorld();

  expect(randomFor(world, 'op').id('')).toBe(randomFor(world, 'op').id(''));
});

test('what other operations draw shifts nothing', () => {
  const quiet = aWorld();
  const busy = aWorld();
  drawOnce(busy, 'other');

  expect(drawOnce(busy, 'op')).toBe(drawOnce(quiet, 'op'));
});

test('counts nothing where nothing was drawn', () => {
  const changes = [put('pets', { id: 'a' })];

  expect(withCounter(changes, randomFor(aWorld(), 'op'), 'op')).toBe(changes);
});

test('does not repeat ids, however few records a world may hold', () => {
  const world = aWorld({ most: 1 });

  const ids = ['a', 'b', 'a', 'b'].map((operation) => drawOnce(world, operation));

  expect(new Set(ids).size).toBe(4);
});
