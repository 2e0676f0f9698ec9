import { chmod } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { BUNDLED_CONTRACT } from '../../index.ts';
import { ControlClient, RevDeskSandboxContainer } from '../../testcontainers/index.ts';
import { postToken } from '../support/start-test-sandbox.ts';
import { aFolder } from './support/a-folder.ts';

test('starts a sandbox that serves requests, and stops it at the end of the block', async () => {
  let url = '';
  {
    await using sandbox = await new RevDeskSandboxContainer().start();
    url = sandbox.getBaseUrl();
    expect((await postToken(url)).status).toBe(200);
  }

  await expect(postToken(url)).rejects.toThrow('fetch failed');
});

test('generates a different control token for each container', async () => {
  await using one = await new RevDeskSandboxContainer().start();
  await using other = await new RevDeskSandboxContainer().start();

  await expect(one.control.reset()).resolves.toBeUndefined();
  await expect(new ControlClient({ url: one.getBaseUrl() }).reset()).rejects.toMatchObject({ status: 401 });
  const [token, otherToken] = await Promise.all([one, other].map((sandbox) => tokenIn(sandbox)));
  expect(token).not.toBe(otherToken);
});

const tokenIn = async (sandbox: Awaited<ReturnType<RevDeskSandboxContainer['start']>>): Promise<string> =>
  (await sandbox.exec(['printenv', 'REVDESK_SANDBOX_CONTROL_TOKEN'])).output;

test('accepts a control token that is shared with other clients', async () => {
  await using sandbox = await new RevDeskSandboxContainer().withControlToken('shared').start();

  const otherClient = new ControlClient({ url: sandbox.getBaseUrl(), token: 'shared' });

  expect((await otherClient.clock.read()).mode).toBe('running');
});

test('opens worlds by name, for requests and control calls', async () => {
  await using sandbox = await new RevDeskSandboxContainer().start();

  await postToken(sandbox.getBaseUrl('worker-1'));

  expect(await sandbox.control.inWorld('worker-1').requests.list()).toHaveLength(1);
  expect(await sandbox.control.requests.list()).toEqual([]);
});

test('reads settings and contract from files that only their owner may read', async () => {
  await using folder = await aFolder({ 'mine.yml': 'pack: revdesk\nscenarios: { faults: { delayMs: 1 } }' });
  await chmod(`${folder.path}/mine.yml`, 0o600);
  await using sandbox = await new RevDeskSandboxContainer()
    .withSettings(`${folder.path}/mine.yml`)
    .withContract(BUNDLED_CONTRACT)
    .start();

  const faults = (await sandbox.control.scenarios.list()).find(({ name }) => name === 'faults');

  expect(faults?.settings).toMatchObject({ delayMs: 1 });
  expect((await postToken(sandbox.getBaseUrl())).status).toBe(200);
});

test('replaces earlier settings', async () => {
  await using folder = await aFolder({ 'early.yaml': 'scenarios: { faults: { delayMs: 1 } }' });
  await using sandbox = await new RevDeskSandboxContainer()
    .withSettings(`${folder.path}/early.yaml`)
    .withSettings({ scenarios: { faults: { delayMs: 2 } } })
    .start();

  const faults = (await sandbox.control.scenarios.list()).find(({ name }) => name === 'faults');

  expect(faults?.settings).toMatchObject({ delayMs: 2 });
});

test('fails at once with the reason if the sandbox cannot start', async () => {
  const starting = new RevDeskSandboxContainer().withSettings({ scenarios: { throttling: { nonsense: 1 } } }).start();

  await expect(starting).rejects.toThrow('settings#/scenarios/throttling');
});
