import { expect, test } from 'vitest';
import { postToken } from '../support/start-test-sandbox.ts';
import { runContainer } from './support/run-container.ts';

const KEY = { headers: { 'idempotency-key': 'one' } };

test('two containers do not share state', async () => {
  await using one = await runContainer();
  await using other = await runContainer();
  await one.control.clock.freeze(new Date('2030-01-01T00:00:00Z'));
  await postToken(one.url);

  expect(await other.control.calls.list()).toEqual([]);
  expect((await other.control.clock.read()).mode).toBe('running');
  expect(await one.control.calls.list()).toHaveLength(1);
});

test('fifty workers share a container, each in a separate world', async () => {
  await using container = await runContainer();
  const worlds = Array.from({ length: 50 }, (_, index) => `worker-${index}`);

  const results = await Promise.all(
    worlds.map(async (world) => {
      const base = `${container.url}/~${world}`;
      const first = await postToken(base, KEY);
      const second = await postToken(base, KEY);
      const { length } = await container.control.inWorld(world).calls.list();
      return { replayed: [first, second].map(({ headers }) => headers.get('idempotency-replay')), calls: length };
    }),
  );

  expect(results).toEqual(worlds.map(() => ({ replayed: [null, 'true'], calls: 1 })));
});
