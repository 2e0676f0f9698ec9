import { TOO_MANY_WORLDS, WORLD_NAME } from '../../world/worlds.ts';
import type { EngineEndpoint } from '../control-context.ts';
import type { Snapshot } from '../snapshot.ts';
import { SNAPSHOT, snapshotProblem } from '../snapshot.ts';

/** Endpoints for one world as a whole. */
export const worldEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'POST',
    path: '/reset',
    summary: 'Resets the world to its seed data: records, clock, settings, journal.',
    access: 'guarded',
    status: 204,
    run: ({ control: { world } }) => {
      world.reset();
      return { body: undefined };
    },
  },
  {
    method: 'GET',
    path: '/snapshot',
    summary: 'Returns all records of the world as JSON.',
    access: 'guarded',
    output: SNAPSHOT,
    run: ({ control: { world }, now }) => ({
      body: { version: 1, world: world.name, at: now, records: Object.fromEntries(world.contents(now)) },
    }),
  },
  {
    method: 'PUT',
    path: '/snapshot',
    summary: 'Replaces all records of the world with those of a snapshot. The journal does not change.',
    access: 'guarded',
    input: SNAPSHOT,
    status: 204,
    run: ({ control: { world, engine }, input, now, refuse }) => {
      const snapshot = input as Snapshot;
      const problem = snapshotProblem(snapshot, engine);
      if (problem !== undefined) return { refused: refuse('invalid_request', problem) };
      world.restore(new Map(Object.entries(snapshot.records)), now);
      return { body: undefined };
    },
  },
  {
    method: 'POST',
    path: '/fork',
    summary: "Copies the world's records into another world, which is opened if needed.",
    access: 'guarded',
    input: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: { name: { type: 'string', pattern: WORLD_NAME.source } },
    },
    output: { type: 'object', required: ['world'], properties: { world: { type: 'string' } } },
    status: 201,
    run: ({ control: { worlds, world, wall }, input, now, refuse }) => {
      const { name } = input as { readonly name: string };
      const other = worlds.open(name, wall);
      if (other === undefined) return { refused: refuse('too_many_worlds', TOO_MANY_WORLDS) };
      if (other !== world) other.restore(world.contents(now), now);
      return { body: { world: name } };
    },
  },
];
