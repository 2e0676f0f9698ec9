import type { Held } from '../../state/collection.ts';
import { WORLD_NAME } from '../../state/worlds.ts';
import { MOST_COLLECTIONS } from '../../state/world.ts';
import type { ControlEndpoint } from '../endpoint.ts';

const HELD = {
  type: 'object',
  required: ['record'],
  additionalProperties: false,
  properties: {
    record: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    expiresAt: { type: 'number' },
    finished: { type: 'boolean' },
  },
};

const SNAPSHOT = {
  type: 'object',
  required: ['version', 'records'],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    world: { type: 'string' },
    at: { type: 'number', description: "The world's time when it was taken, in epoch milliseconds." },
    records: {
      type: 'object',
      maxProperties: MOST_COLLECTIONS,
      additionalProperties: { type: 'array', items: HELD },
      description: 'By collection, oldest first.',
    },
  },
};

interface Snapshot {
  readonly records: Readonly<Record<string, readonly Held[]>>;
}

/** About one world as a whole. */
export const worldEndpoints: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/reset',
    summary: 'Puts the world back to its seed: records, clock, settings, journal.',
    access: 'guarded',
    status: 204,
    run: ({ desk: { world } }) => {
      world.reset();
      return { body: undefined };
    },
  },
  {
    method: 'GET',
    path: '/snapshot',
    summary: 'All that the world remembers, as JSON.',
    access: 'guarded',
    output: SNAPSHOT,
    run: ({ desk: { world }, now }) => ({
      body: { version: 1, world: world.name, at: now, records: Object.fromEntries(world.contents(now)) },
    }),
  },
  {
    method: 'PUT',
    path: '/snapshot',
    summary: "Puts a snapshot's records in place of all that the world remembers. The journal stays.",
    access: 'guarded',
    input: SNAPSHOT,
    status: 204,
    run: ({ desk: { world }, input, now }) => {
      world.restore(new Map(Object.entries((input as Snapshot).records)), now);
      return { body: undefined };
    },
  },
  {
    method: 'POST',
    path: '/fork',
    summary: "Copies the world's records into another world, which is opened for it.",
    access: 'guarded',
    input: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: { name: { type: 'string', pattern: WORLD_NAME.source } },
    },
    status: 201,
    run: ({ desk: { worlds, world, wall }, input, now, refuse }) => {
      const { name } = input as { readonly name: string };
      const other = worlds.open(name, wall);
      if (other === undefined)
        return { refused: refuse('too_many_worlds', 'Every world is in use. Use fewer at a time.') };
      if (other !== world) other.restore(world.contents(now), now);
      return { body: { world: name } };
    },
  },
];
