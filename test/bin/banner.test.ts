import { expect, test } from 'vitest';
import { banner, readyLine } from '../../bin/banner.ts';
import { KEYS } from '../../index.ts';
import { bundledOperations } from '../support/bundled-operations.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import { PETS_CONTRACT, temporaryFile } from '../support/temporary-file.ts';

test('shows the URL, the API keys, and who may call the control API', async () => {
  await using sandbox = await startTestSandbox();

  const text = banner(sandbox);

  expect(text).toContain(`RevDesk v1 API: ${bundledOperations().length} operations at ${sandbox.url}\n`);
  for (const { credential, label } of KEYS) expect(text).toMatch(new RegExp(`^ +${credential} +${label}$`, 'm'));
  expect(text).toContain(`Control API (this machine only): ${sandbox.url}/_sandbox/openapi.json\n`);
  expect(text.split('\n').every((line) => line.length <= 120)).toBe(true);
});

test('says that a control token is required, and does not print it', async () => {
  await using sandbox = await startTestSandbox({ controlToken: 'open sesame' });

  expect(banner(sandbox)).toContain('Control API (control token required): ');
  expect(banner(sandbox) + readyLine(sandbox)).not.toContain('open sesame');
});

test('says for another API that any credential works', async () => {
  await using sandbox = await startTestSandbox({ contract: await temporaryFile('pets.yaml', PETS_CONTRACT) });

  const text = banner(sandbox);

  expect(text).toContain(`Pets: 2 operations at ${sandbox.url}\n`);
  expect(text).toContain('Any credential works');
  expect(text).toContain(`curl -i '${sandbox.url}/pets' -H 'X-Api-Key: any-key'`);
});

test('prints the same for programs in one line', async () => {
  await using sandbox = await startTestSandbox();

  const line = readyLine(sandbox);

  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toMatchObject({
    event: 'ready',
    url: sandbox.url,
    port: sandbox.port,
    controlUrl: `${sandbox.url}/_sandbox`,
    contract: 'RevDesk v1 API',
    operations: bundledOperations().length,
    keys: KEYS.map(({ credential }) => ({ credential })),
  });
});
