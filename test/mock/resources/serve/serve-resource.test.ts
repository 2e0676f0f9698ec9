import { expect, test } from 'vitest';
import { startTestSandbox } from '../../../support/start-test-sandbox.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';
import { openShop } from '../a-shop.ts';

const NOW = '2026-11-24T00:00:00.000Z';

test('a created item can be read, listed, and found at its Location', async () => {
  const { send } = await openShop();

  const created = send('POST', '/owners', { name: 'Bea', city: 'Bonn' });

  expect(created).toMatchObject({ status: 201, body: { data: { name: 'Bea', city: 'Bonn', created_at: NOW } } });
  const path = created.headers['location']?.replace('http://shop.test/v1', '') ?? '';
  expect(send('GET', path).body).toEqual(created.body);
  expect(send('GET', '/owners?limit=9').body).toMatchObject({ total: 2, data: [{ name: 'Ada' }, { name: 'Bea' }] });
});

test('ids have the declared form and are unique', async () => {
  const { send } = await openShop();

  const ids = ['Bea', 'Cem', 'Dan'].map((name) => send('POST', '/owners', { name }).headers['location']);

  expect(new Set(ids).size).toBe(3);
  expect(ids.every((id) => /\/owners\/own_[0-9a-f]{24}$/.test(id ?? ''))).toBe(true);
});

test('numeric ids continue from the highest', async () => {
  const { send } = await openShop({ resources: { start: 'empty' } });

  const pets = [1, 2].map((pet) => send('POST', '/owners/own_1/pets', { name: `Rex ${pet}` }).body);

  expect(pets).toMatchObject([
    { petId: 1, owner_id: 'own_1' },
    { petId: 2, owner_id: 'own_1' },
  ]);
});

test('a client may choose an unused id', async () => {
  const { send } = await openShop();
  send('POST', '/owners', { id: 'own_bea', name: 'Bea' });

  const { status, body } = send('POST', '/owners', { id: 'own_bea', name: 'Another' });

  expect([status, body]).toEqual([
    409,
    { code: 'conflict', message: expect.stringContaining('own_bea is already used') },
  ]);
});

test('a change sets the named properties and the time of the last change', async () => {
  const { send } = await openShop();

  const { body } = send('PATCH', '/owners/own_1', { city: 'Köln' });

  expect(body).toEqual({
    data: { id: 'own_1', name: 'Ada', city: 'Köln', created_at: '2026-01-01T00:00:00Z', updated_at: NOW },
  });
  expect(send('GET', '/owners/own_1').body).toEqual(body);
});

test('a replaced item loses unnamed properties, and keeps its id and creation time', async () => {
  const { send } = await openShop();

  expect(send('PUT', '/owners/own_1', { name: 'Ida' }).body).toEqual({
    data: { id: 'own_1', name: 'Ida', created_at: '2026-01-01T00:00:00Z', updated_at: NOW },
  });
});

test('a removed item is gone with all its children', async () => {
  const { send } = await openShop();

  expect(send('DELETE', '/owners/own_1').status).toBe(204);

  for (const [method, path] of [
    ['GET', '/owners/own_1'],
    ['DELETE', '/owners/own_1'],
    ['GET', '/owners/own_1/pets'],
  ] as const)
    expect(send(method, path).status).toBe(404);
  expect(send('GET', '/owners').body).toMatchObject({ data: [], total: 0 });
});

test('children belong to their parent', async () => {
  const { send } = await openShop({ resources: { start: 'empty' } });
  send('POST', '/owners/own_1/pets', { name: 'Rex' });

  expect(send('GET', '/owners/own_1/pets').body).toMatchObject([{ name: 'Rex' }]);
  expect(send('GET', '/owners/own_2/pets').body).toEqual([]);
});

test('writeOnly properties are not kept', async () => {
  const { send } = await openShop();

  expect(JSON.stringify(send('POST', '/owners', { name: 'Bea', password: 'secret' }).body)).not.toContain('secret');
});

test('an unknown item that was not removed is generated, the same each time', async () => {
  const { send } = await openShop();

  const { status, body } = send('GET', '/owners/own_7');

  expect([status, body]).toMatchObject([200, { data: { id: 'own_7' } }]);
  expect(send('GET', '/owners/own_7').body).toEqual(body);
});

test('an invalid id is not found', async () => {
  const { send } = await openShop();

  expect(send('GET', '/owners/7').body).toEqual({ code: 'not_found', message: 'There is no owner with the id 7.' });
});

test('with unknown items missing, an item is not found until it is created', async () => {
  const { send } = await openShop({ resources: { unknown: 'missing' } });

  expect(send('GET', '/owners/own_7').status).toBe(404);
  expect(send('POST', '/owners/own_7/pets', { name: 'Rex' }).status).toBe(404);
  send('POST', '/owners', { id: 'own_7', name: 'Bea' });
  expect(send('POST', '/owners/own_7/pets', { name: 'Rex' }).status).toBe(201);
});

test('an excluded resource answers from the contract', async () => {
  const { send } = await openShop({ resources: { except: ['/owners'] } });

  send('DELETE', '/owners/own_1');

  expect(send('GET', '/owners/own_1').status).toBe(200);
});

test('each organization may have its own items', async () => {
  const callers = [{ credential: 'a' }, { credential: 'b' }];
  await using sandbox = await startTestSandbox({
    contract: 'test/fixtures/guarded-pets.yaml',
    resources: { owner: 'organization', unknown: 'missing', start: 'empty' },
    callers,
  });
  const pets = (key: string, path = '', init: RequestInit = {}): Promise<Response> =>
    fetch(`${sandbox.url}/pets${path}`, { ...init, headers: { 'x-api-key': key, 'content-type': 'application/json' } });
  const { id } = (await (await pets('a', '', { method: 'POST', body: '{}' })).json()) as { readonly id: string };

  expect(await (await pets('a')).json()).toHaveLength(1);
  expect(await (await pets('b')).json()).toEqual([]);
  expect([(await pets('a', `/${id}`)).status, (await pets('b', `/${id}`)).status]).toEqual([200, 404]);
});

test('an item cannot be put after it was removed, or with an invalid id', async () => {
  const { send } = await openShop();
  send('DELETE', '/owners/own_1');

  expect(send('PUT', '/owners/own_1', { name: 'Ida' }).status).toBe(404);
  expect(send('PUT', '/owners/7', { name: 'Ida' }).status).toBe(404);
});

const JOBS_CONTRACT = `
openapi: 3.1.0
info: { title: Jobs, version: '1' }
paths:
  /queues/{queue}/jobs:
    parameters: [{ name: queue, in: path, required: true, schema: { type: integer } }]
    post:
      requestBody: { content: { application/json: {} } }
      responses: { '201': { $ref: '#/components/responses/Job' } }
  /queues/{queue}/jobs/{id}:
    parameters:
      - { name: queue, in: path, required: true, schema: { type: integer } }
      - { name: id, in: path, required: true, schema: { type: string } }
    get: { responses: { '200': { $ref: '#/components/responses/Job' } } }
components:
  responses:
    Job:
      description: A job.
      content:
        application/json:
          schema:
            type: object
            required: [id, queue]
            properties: { id: { type: string }, queue: { type: integer }, kind: { type: string } }
`;

test('an item without a list is kept, and has its parent id in the declared type', async () => {
  const contract = await temporaryFile('jobs.yaml', JOBS_CONTRACT);
  await using sandbox = await startTestSandbox({ contract });
  const headers = { 'content-type': 'application/json' };

  const made = await fetch(`${sandbox.url}/queues/7/jobs`, { method: 'POST', headers, body: '{"kind":"repair"}' });

  expect(await made.json()).toMatchObject({ queue: 7, kind: 'repair' });
  expect(await (await fetch(made.headers.get('location') ?? '')).json()).toMatchObject({ queue: 7, kind: 'repair' });
});

test('a body without properties creates an item from the contract', async () => {
  const contract = await temporaryFile('jobs.yaml', JOBS_CONTRACT);
  await using sandbox = await startTestSandbox({ contract });
  const headers = { 'content-type': 'application/json' };

  const made = await fetch(`${sandbox.url}/queues/7/jobs`, { method: 'POST', headers, body: '["repair"]' });

  expect([made.status, await made.json()]).toMatchObject([201, { id: expect.any(String), queue: 7 }]);
});
