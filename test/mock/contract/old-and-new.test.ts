import { expect, test } from 'vitest';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { aContract, NO_CONTENT } from './a-contract.ts';

const KEY = { 'x-api-key': 'any' };

test('serves Swagger 2.0 below its basePath', async () => {
  await using sandbox = await startTestSandbox({ contract: 'test/fixtures/swagger.yaml' });

  const response = await fetch(`${sandbox.url}/v2/pets?tags=a%7Cb&limit=2`, { headers: KEY });

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual([{ id: 1, name: 'Rex' }]);
});

test.for([
  ['a query parameter', 'GET', '/v2/pets?limit=11', undefined, 'limit must be <= 10.'],
  ['a body', 'POST', '/v2/pets', '{"id":1}', 'name is required.'],
] as const)(
  'refuses %s that Swagger 2.0 does not allow, in the error format of the contract',
  async ([, method, path, body, message]) => {
    await using sandbox = await startTestSandbox({ contract: 'test/fixtures/swagger.yaml' });
    const headers = { ...KEY, 'content-type': 'application/json' };

    const response = await fetch(sandbox.url + path, { method, headers, ...(body !== undefined && { body }) });

    expect([response.status, await response.json()]).toEqual([400, { message }]);
  },
);

test('accepts a form with a file that Swagger 2.0 describes as parameters', async () => {
  await using sandbox = await startTestSandbox({ contract: 'test/fixtures/swagger.yaml' });
  const body = new FormData();
  body.append('caption', 'Rex');
  body.append('photo', new Blob(['…']));

  const response = await fetch(`${sandbox.url}/v2/pets/1/photo`, { method: 'PUT', headers: KEY, body });

  expect(response.status).toBe(204);
});

test('serves the methods of OpenAPI 3.2', () => {
  const responses = NO_CONTENT;
  const { route } = aContract({
    openapi: '3.2.0',
    paths: { '/things': { query: { responses }, additionalOperations: { COPY: { responses } } } },
  });

  expect(route('QUERY', '/things').kind).toBe('operation');
  expect(route('COPY', '/things').kind).toBe('operation');
});
