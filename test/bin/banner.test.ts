import { expect, test } from 'vitest';
import { banner, readyLine } from '../../bin/banner.ts';
import { KEYS } from '../../index.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import { STRANGERS_CONTRACT, temporaryFile } from '../support/temporary-file.ts';

test('says where the sandbox is, which keys it knows, and who may control it', async () => {
  await using sandbox = await startTestSandbox();

  const text = banner(sandbox);

  expect(text).toContain(`RevDesk v1 API: 108 operations at ${sandbox.url}\n`);
  for (const { credential, label } of KEYS) expect(text).toMatch(new RegExp(`^ +${credential} +${label}$`, 'm'));
  expect(text).toContain(`Control API (from this machine): ${sandbox.url}/_sandbox/openapi.json\n`);
  expect(text.split('\n').every((line) => line.length <= 120)).toBe(true);
});

test('says that a token is demanded, and does not say which', async () => {
  await using sandbox = await startTestSandbox({ controlToken: 'open sesame' });

  expect(banner(sandbox)).toContain('Control API (with your control token): ');
  expect(banner(sandbox) + readyLine(sandbox)).not.toContain('open sesame');
});

test('says of the API of somebody else that any credential will do', async () => {
  await using sandbox = await startTestSandbox({ contract: await temporaryFile('pets.yaml', STRANGERS_CONTRACT) });

  const text = banner(sandbox);

  expect(text).toContain(`Pets: 2 operations at ${sandbox.url}\n`);
  expect(text).toContain('Any credential will do');
  expect(text).toContain(`curl -i '${sandbox.url}/pets' -H 'X-Api-Key: any-key'`);
});

test('tells a program the same in one line', async () => {
  await using sandbox = await startTestSandbox();

  const line = readyLine(sandbox);

  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toMatchObject({
    event: 'ready',
    url: sandbox.url,
    port: sandbox.port,
    controlUrl: `${sandbox.url}/_sandbox`,
    contract: 'RevDesk v1 API',
    operations: 108,
    keys: KEYS.map(({ credential }) => ({ credential })),
  });
});
