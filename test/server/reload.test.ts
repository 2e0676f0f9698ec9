import { dirname, join } from 'node:path';
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ControlClient, createSandboxMiddleware } from '../../index.ts';
import { controlOn } from '../mock/control/open-control.ts';
import { startCli } from '../support/start-cli.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const SHOP = await readFile('test/fixtures/shop.yaml', 'utf8');

const PET = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"Rex"}' };

test('serves the new contract, and keeps the records that still fit', async () => {
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
      .flatMap(([, kept]) => kept),
  ).toEqual([]);
});

test('keeps serving the old contract after a broken edit, and reports the problem', async () => {
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

test('a reload can change the settings', async () => {
  await using sandbox = await startTestSandbox();

  await sandbox.reload({ scenarios: { throttling: { planLimits: { production: 7 } } } });

  const { settings } = (await sandbox.control.scenarios.list()).find(({ name }) => name === 'throttling')!;
  expect(settings).toMatchObject({ planLimits: { production: 7 } });
  expect(await sandbox.control.ready()).toMatchObject({ reload: { faults: [] } });
});

test('the command line reloads changed files', async () => {
  const contract = await temporaryFile('shop.yaml', SHOP);
  await using cli = startCli([contract, '--port', '0', '--json']);
  const { url } = JSON.parse(await cli.firstLine()) as { readonly url: string };

  await writeFile(contract, SHOP.replaceAll('/owners', '/people'));

  await expect.poll(async () => (await fetch(`${url}/v1/people`)).status, { timeout: 10_000 }).toBe(200);
});

test('the tester can reload the contract immediately', async () => {
  const contract = await temporaryFile('shop.yaml', SHOP);
  await using sandbox = await startTestSandbox({ contract });
  await writeFile(contract, SHOP.replaceAll('/owners', '/people'));

  expect(await sandbox.control.reload()).toEqual({ at: '2026-01-01T00:00:00.000Z', faults: [] });

  expect((await fetch(`${sandbox.url}/v1/people`)).status).toBe(200);
});

test('a failed reload reports the problem to the tester, and the old contract is still served', async () => {
  const contract = await temporaryFile('shop.yaml', SHOP);
  await using sandbox = await startTestSandbox({ contract });
  await writeFile(contract, '{');

  const result = await sandbox.control.reload();

  expect(result.faults).toMatchObject([{ place: contract }]);
  expect((await sandbox.control.ready()).reload).toEqual(result);
  expect((await fetch(`${sandbox.url}/v1/owners`)).status).toBe(200);
});

test('refuses a reload of a sandbox inside another program', async () => {
  const { sandbox } = await createSandboxMiddleware({ logLevel: 'silent' });

  const { status, body } = controlOn(sandbox).control('POST', '/reload');

  expect([status, JSON.stringify(body)]).toEqual([409, expect.stringContaining('startSandbox')]);
});

test('the later of two reloads counts, however long the first takes', async () => {
  const [slow, quick] = [await severalFiles(), await temporaryFile('shop.yaml', SHOP)];
  await using sandbox = await startTestSandbox({ contract: quick });

  await Promise.all([sandbox.reload({ contract: slow.root }), sandbox.reload({ contract: quick })]);

  expect((await sandbox.control.ready()).contract).toBe('Shop');
});

const CAT = '{ type: object, required: [id], properties: { id: { type: string }, name: { const: Tom } } }';

/** A contract whose schema is in a separate file. */
const severalFiles = async (): Promise<{ readonly root: string; readonly part: string }> => {
  const root = await temporaryFile(
    'cats.yaml',
    `
openapi: 3.1.0
info: { title: Cats, version: '1' }
paths:
  /cat:
    get:
      responses: { '200': { description: It., content: { application/json: { schema: { $ref: ./cat.yaml } } } } }
`,
  );
  const part = join(dirname(root), 'cat.yaml');
  await writeFile(part, CAT);
  return { root, part };
};

test('reloads a contract in several files when one of them changes, and keeps the old one if the change is broken', async () => {
  const { root, part } = await severalFiles();
  await using cli = startCli([root, '--port', '0', '--json', '--log-level', 'silent']);
  const { url } = JSON.parse(await cli.firstLine()) as { readonly url: string };
  const control = new ControlClient({ url });
  const cat = async (): Promise<string> => (await fetch(`${url}/cat`)).text();

  await writeFile(part, CAT.replace('required: [id]', 'required: [id, name]').replace('Tom', 'Kitty'));
  await expect.poll(cat, { timeout: 10_000 }).toContain('Kitty');
  await writeFile(part, CAT.replace('type: string', 'type: strong'));

  await expect.poll(async () => (await control.ready()).reload?.faults.length, { timeout: 10_000 }).toBe(1);
  expect(await cat()).toContain('Kitty');
  await writeFile(part, CAT.replace('required: [id]', 'required: [id, name]'));
  await expect.poll(cat, { timeout: 10_000 }).toContain('Tom');
});

test('the command line reloads its settings file on request, and reports its problems', async () => {
  const settings = await temporaryFile('sandbox.yaml', 'scenarios: { throttling: { limit: 7 } }');
  await using cli = startCli(['--settings', settings, '--no-watch', '--port', '0', '--json', '--log-level', 'silent']);
  const { url } = JSON.parse(await cli.firstLine()) as { readonly url: string };
  const control = new ControlClient({ url });
  const limit = async (): Promise<unknown> =>
    (await control.scenarios.list()).find(({ name }) => name === 'throttling')?.settings['limit'];

  await writeFile(settings, 'scenarios: { throttling: { limit: 9 } }');
  expect(await limit()).toBe(7);
  expect([await control.reload(), await limit()]).toMatchObject([{ faults: [] }, 9]);
  await writeFile(settings, 'scenarioz: {}');

  expect([await control.reload(), await limit()]).toMatchObject([{ faults: [{ place: `${settings}#/scenarioz` }] }, 9]);
});
