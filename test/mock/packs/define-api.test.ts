import { expect, test } from 'vitest';
import { defineApi, defineScenario, put } from '../../../mock/index.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';

const CONTRACT = 'test/fixtures/guarded.yaml';

const quiet = defineScenario({ name: 'quiet', summary: 'Does nothing.', configSchema: {} });

const pack = defineApi({
  name: 'visits',
  callers: [{ credential: 'k3y', scopes: [] }],
  handlers: {
    'get /bearer': ({ records, random }) => ({
      reply: { status: 200, headers: {} },
      changes: [put('visits', { id: random.uuid(), earlier: records.list('visits').length })],
    }),
  },
  scopes: { 'get /header': 'admin' },
});

const call = (url: string, headers: Readonly<Record<string, string>>): Promise<Response> => fetch(url, { headers });

test('a handler executes an operation, and keeps its changes', async () => {
  await using sandbox = await startTestSandbox({ contract: CONTRACT, extend: { pack } });

  for (const _ of [1, 2]) await call(`${sandbox.url}/bearer`, { authorization: 'Bearer k3y' });

  const { records } = await sandbox.control.snapshot();
  expect(records['visits']).toMatchObject([{ record: { earlier: 0 } }, { record: { earlier: 1 } }]);
});

test('callers and scopes come from the pack', async () => {
  await using sandbox = await startTestSandbox({ contract: CONTRACT, extend: { pack } });

  expect((await call(`${sandbox.url}/bearer`, { authorization: 'Bearer other' })).status).toBe(401);
  expect((await call(`${sandbox.url}/header`, { 'x-api-key': 'k3y' })).status).toBe(403);
});

test('a handler for an unknown operation is a set-up error', async () => {
  const handlers = { 'get /nowhere': () => ({ reply: { status: 200, headers: {} } }) };

  await expect(
    startTestSandbox({ contract: CONTRACT, extend: { pack: defineApi({ name: 'mine', handlers }) } }),
  ).rejects.toThrow('has no operation get /nowhere, which the pack mine serves');
});

test('a custom scenario is enabled with settings, and its name must be unique', async () => {
  await using sandbox = await startTestSandbox({
    extend: { scenarios: [quiet] },
    scenarios: { quiet: { enabled: false } },
  });

  expect((await sandbox.control.scenarios.list()).map(({ name }) => name)).toContain('quiet');
  await expect(startTestSandbox({ extend: { scenarios: [quiet, quiet] } })).rejects.toThrow(
    'scenario quiet\n    has the same name as another scenario',
  );
});
