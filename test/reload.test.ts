import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startCli } from './support/start-cli.ts';
import { startTestSandbox } from './support/start-test-sandbox.ts';
import { temporaryFile } from './support/temporary-file.ts';

const SHOP = await readFile('test/fixtures/shop.yaml', 'utf8');

const PET = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"Rex"}' };

test('goes on with the new contract, and keeps what still fits', async () => {
  const contract = await temporaryFile('shop.yaml', SHOP);
  await using sandbox = await startTestSandbox({ contract, resources: { start: 'empty' } });
  await fetch(`${sandbox.url}/v1/owners/own_1/pets`, PET);
  await fetch(`${sandbox.url}/v1/owners/own_1`);

  await writeFile(
    contract,
    SHOP.replaceAll('/owners', '/people').replaceAll('/people/{owner_id}/pets', '/owners/{owner_id}/pets'),
  );
  await sandbox.reload();

  expect((await fetch(`${sandbox.url}/v1/people`)).status).toBe(200);
  expect((await fetch(`${sandbox.url}/v1/owners`)).status).toBe(404);
  expect(await (await fetch(`${sandbox.url}/v1/owners/own_1/pets`)).json()).toMatchObject([{ name: 'Rex' }]);
  const { records } = await sandbox.control.snapshot();
  expect(
    Object.entries(records)
      .filter(([name]) => name === '/owners')
      .flatMap(([, held]) => held),
  ).toEqual([]);
});

test('a broken edit keeps the old contract serving, and says what is wrong', async () => {
  const contract = await temporaryFile('shop.yaml', SHOP);
  await using sandbox = await startTestSandbox({ contract });
  await writeFile(contract, SHOP.replace("'#/components/schemas/Pet'", "'#/components/schemas/Cat'"));

  await expect(sandbox.reload()).rejects.toThrow('refers to #/components/schemas/Cat, which does not exist');

  expect((await fetch(`${sandbox.url}/v1/owners`)).status).toBe(200);
  expect(await sandbox.control.ready()).toMatchObject({
    operations: 10,
    reload: { faults: [{ problem: 'refers to #/components/schemas/Cat, which does not exist' }] },
  });
});

test('settings change with it', async () => {
  await using sandbox = await startTestSandbox();

  await sandbox.reload({ scenarios: { throttling: { planLimits: { production: 7 } } } });

  const { settings } = (await sandbox.control.scenarios.list()).find(({ name }) => name === 'throttling')!;
  expect(settings).toMatchObject({ planLimits: { production: 7 } });
  expect(await sandbox.control.ready()).toMatchObject({ reload: { faults: [] } });
});

test('the command line follows the files', async () => {
  const contract = await temporaryFile('shop.yaml', SHOP);
  await using cli = startCli([contract, '--port', '0', '--json']);
  const { url } = JSON.parse(await cli.firstLine()) as { readonly url: string };

  await writeFile(contract, SHOP.replaceAll('/owners', '/people'));

  await expect.poll(async () => (await fetch(`${url}/v1/people`)).status, { timeout: 10_000 }).toBe(200);
});
