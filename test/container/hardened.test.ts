import { afterAll, expect, test } from 'vitest';
import { postToken } from '../support/start-test-sandbox.ts';
import { aFolder } from './support/a-folder.ts';
import { docker, inspect } from './support/docker.ts';
import { runContainer } from './support/run-container.ts';
import { sendMany } from './support/send-many.ts';

/** More than the records and journal of a world can hold, so that memory use reaches its maximum. */
const REQUESTS = 12_000;

const HARDENED = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges', '--pids-limit=64'];

test('runs without capabilities, new privileges and a writable file system', async () => {
  await using container = await runContainer({ flags: HARDENED });

  const { status } = await postToken(container.url);

  expect(status).toBe(200);
  await expect.poll(() => inspect(container.id, '{{.State.Health.Status}}'), { timeout: 20_000 }).toBe('healthy');
});

test('runs as a non-root user, directly as process 1', async () => {
  await using container = await runContainer();

  const status = await docker('exec', container.id, 'cat', '/proc/1/status');
  const command = await docker('exec', container.id, 'cat', '/proc/1/cmdline');

  expect(status).toMatch(/^Uid:\t1000\t/m);
  expect(command.split('\0').slice(0, 2)).toEqual(['node', '/app/dist/container.js']);
});

test('runs as any user', async () => {
  await using container = await runContainer({ flags: ['--user=54321:54321', ...HARDENED] });

  expect((await postToken(container.url)).status).toBe(200);
});

const unlimited = await aFolder({
  'sandbox.json': JSON.stringify({ scenarios: { throttling: { planLimits: { production: 1_000_000 } } } }),
});
afterAll(() => unlimited[Symbol.asyncDispose]());

const runInLittleMemory = (): ReturnType<typeof runContainer> =>
  runContainer({ flags: ['--memory=128m', '--memory-swap=128m', `--volume=${unlimited.path}:/settings:ro`] });

test('stays up under load in 128 MB', { timeout: 240_000 }, async () => {
  await using container = await runInLittleMemory();

  const statuses = await sendMany(REQUESTS, () => postToken(container.url));

  expect(statuses).toEqual(new Map([[200, REQUESTS]]));
  expect(await inspect(container.id, '{{.State.Status}} {{.State.OOMKilled}}')).toBe('running false');
});

test('stays up in 128 MB with sixty workers, each in a separate world', { timeout: 240_000 }, async () => {
  await using container = await runInLittleMemory();
  // With so many requests, the journals of sixty worlds, each within its own limit, would need more memory than the container has.
  const requests = 24_000;
  let sent = 0;

  const statuses = await sendMany(requests, () => postToken(`${container.url}/~worker-${sent++ % 60}`));

  expect(statuses).toEqual(new Map([[200, requests]]));
  expect(await inspect(container.id, '{{.State.Status}} {{.State.OOMKilled}}')).toBe('running false');
});
