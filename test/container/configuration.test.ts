import { expect, test } from 'vitest';
import { REVDESK_SANDBOX_IMAGE } from '../../testcontainers/index.ts';
import { postToken } from '../support/start-test-sandbox.ts';
import { aFolder } from './support/a-folder.ts';
import { docker, logsOf } from './support/docker.ts';
import { launch, runContainer } from './support/run-container.ts';

const PETS_YAML = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses:
        200: { description: All, content: { application/json: { schema: { $ref: 'pets.yaml' } } } }
`;

const PETS_SCHEMA = 'type: array\nitems: { type: object, required: [name], properties: { name: { type: string } } }\n';

test('passes arguments after the image to the CLI', async () => {
  const help = await docker('run', '--rm', REVDESK_SANDBOX_IMAGE, '--help');

  expect(help).toContain('Usage: revdesk-sandbox [options] [contract]');
});

test('reads every setting that has a flag from the environment', async () => {
  await using container = await runContainer({
    environment: { REVDESK_SANDBOX_SEED: 'one', REVDESK_SANDBOX_JSON: '1', REVDESK_SANDBOX_PACK: 'none' },
  });

  const [ready] = (await docker('logs', container.id)).split('\n');

  expect(JSON.parse(ready ?? '')).toMatchObject({ event: 'ready', port: 4010, keys: [] });
});

test('two containers with the same seed issue the same tokens', async () => {
  const environment = { REVDESK_SANDBOX_SEED: 'shared' };
  await using one = await runContainer({ environment });
  await using other = await runContainer({ environment });

  const tokens = await Promise.all([one, other].map(async ({ url }) => (await postToken(url)).text()));

  expect(tokens[0]).toContain('rvw_');
  expect(tokens[0]).toBe(tokens[1]);
});

test('applies settings that are mounted at /settings', async () => {
  await using settings = await aFolder({
    'sandbox.yaml': 'scenarios: { throttling: { planLimits: { production: 1 } } }',
  });
  await using container = await runContainer({ flags: [`--volume=${settings.path}:/settings:ro`] });

  const statuses = [await postToken(container.url), await postToken(container.url)].map(({ status }) => status);

  expect(statuses).toEqual([200, 429]);
});

test('serves a contract in several files that is mounted at /contract', async () => {
  await using contract = await aFolder({ 'openapi.yaml': PETS_YAML, 'pets.yaml': PETS_SCHEMA });
  await using container = await runContainer({ flags: [`--volume=${contract.path}:/contract:ro`] });

  const response = await fetch(`${container.url}/pets`);

  expect(response.status).toBe(200);
  expect(await response.json()).toContainEqual({ name: expect.any(String) as string });
});

test.for([
  ['a file that is not an OpenAPI document', { 'openapi.json': '{}' }, /openapi\.json#\s+has no "openapi" version/],
  ['a folder without the expected file', { 'api.json': '{}' }, /openapi\.json\s+cannot be read/],
] as const)('exits with 2 and reports the reason for %s', async ([, files, reason]) => {
  await using contract = await aFolder(files);
  await using container = await launch({ flags: [`--volume=${contract.path}:/contract:ro`] });

  const exitCode = await docker('wait', container.id);

  expect(exitCode).toBe('2');
  expect(await logsOf(container.id)).toMatch(reason);
});
