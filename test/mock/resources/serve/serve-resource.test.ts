import { expect, test } from 'vitest';
import { startTestSandbox } from '../../../support/start-test-sandbox.ts';
import { temporaryFile } from '../../../support/temporary-file.ts';
import { aShop } from '../a-shop.ts';

const NOW = '2026-11-24T00:00:00.000Z';

test('what was created is read, listed, and where its Location says', async () => {
  const { send } = await aShop();

  const created = send('POST', '/owners', { name: 'Bea', city: 'Bonn' });

  expect(created).toMatchObject({ status: 201, body: { data: { name: 'Bea', city: 'Bonn', created_at: NOW } } });
  const path = created.headers['location']?.replace('http://shop.test/v1', '') ?? '';
  expect(send('GET', path).body).toEqual(created.body);
  expect(send('GET', '/owners?limit=9').body).toMatchObject({ total: 2, data: [{ name: 'Ada' }, { name: 'Bea' }] });
});

test('ids are given in the form that the contract has, and none twice', async () => {
  const { send } = await aShop();

  const ids = ['Bea', 'Cem', 'Dan'].map((name) => send('POST', '/owners', { name }).headers['location']);

  expect(new Set(ids).size).toBe(3);
  expect(ids.every((id) => /\/owners\/own_[0-9a-f]{24}$/.test(id ?? ''))).toBe(true);
});

test('numbers count on from the highest', async () => {
  const { send } = await aShop({ resources: { start: 'empty' } });

  const pets = [1, 2].map((pet) => send('POST', '/owners/own_1/pets', { name: `Rex ${pet}` }).body);

  expect(pets).toMatchObject([
    { petId: 1, owner_id: 'own_1' },
    { petId: 2, owner_id: 'own_1' },
  ]);
});

test('an id of one’s own may be chosen, once', async () => {
  const { send } = await aShop();
  send('POST', '/owners', { id: 'own_bea', name: 'Bea' });

  const { status, body } = send('POST', '/owners', { id: 'own_bea', name: 'Another' });

  expect([status, body]).toEqual([409, { code: 'conflict', message: expect.stringContaining('own_bea is taken') }]);
});

test('a change changes what it names, and the time of the last change', async () => {
  const { send } = await aShop();

  const { body } = send('PATCH', '/owners/own_1', { city: 'Köln' });

  expect(body).toEqual({
    data: { id: 'own_1', name: 'Ada', city: 'Köln', created_at: '2026-01-01T00:00:00Z', updated_at: NOW },
  });
  expect(send('GET', '/owners/own_1').body).toEqual(body);
});

test('what is replaced loses what is not named, and keeps its id and the time it was made', async () => {
  const { send } = await aShop();

  expect(send('PUT', '/owners/own_1', { name: 'Ida' }).body).toEqual({
    data: { id: 'own_1', name: 'Ida', created_at: '2026-01-01T00:00:00Z', updated_at: NOW },
  });
});

test('what was removed is gone, and all below it', async () => {
  const { send } = await aShop();

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
  const { send } = await aShop({ resources: { start: 'empty' } });
  send('POST', '/owners/own_1/pets', { name: 'Rex' });

  expect(send('GET', '/owners/own_1/pets').body).toMatchObject([{ name: 'Rex' }]);
  expect(send('GET', '/owners/own_2/pets').body).toEqual([]);
});

test('what an item does not show is not kept', async () => {
  const { send } = await aShop();

  expect(JSON.stringify(send('POST', '/owners', { name: 'Bea', password: 'secret' }).body)).not.toContain('secret');
});

test('an item that nobody has removed is made up, the same each time', async () => {
  const { send } = await aShop();

  const { status, body } = send('GET', '/owners/own_7');

  expect([status, body]).toMatchObject([200, { data: { id: 'own_7' } }]);
  expect(send('GET', '/owners/own_7').body).toEqual(body);
});

test('an id that no item can have is not found', async () => {
  const { send } = await aShop();

  expect(send('GET', '/owners/7').body).toEqual({ code: 'not_found', message: 'There is no owner with the id 7.' });
});

test('where unknown items are missing, they are not found until they are made', async () => {
  const { send } = await aShop({ resources: { unknown: 'missing' } });

  expect(send('GET', '/owners/own_7').status).toBe(404);
  expect(send('POST', '/owners/own_7/pets', { name: 'Rex' }).status).toBe(404);
  send('POST', '/owners', { id: 'own_7', name: 'Bea' });
  expect(send('POST', '/owners/own_7/pets', { name: 'Rex' }).status).toBe(201);
});

test('what is switched off answers as the contract does', async () => {
  const { send } = await aShop({ resources: { except: ['/owners'] } });

  send('DELETE', '/owners/own_1');

  expect(send('GET', '/owners/own_1').status).toBe(200);
});

test('each organization may have items of its own', async () => {
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

test('nothing is put where something was removed, or under an id that no item can have', async () => {
  const { send } = await aShop();
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

test('what cannot be listed is remembered all the same, and says what it belongs to in the type that it has', async () => {
  const contract = await temporaryFile('jobs.yaml', JOBS_CONTRACT);
  await using sandbox = await startTestSandbox({ contract });
  const headers = { 'content-type': 'application/json' };

  const made = await fetch(`${sandbox.url}/queues/7/jobs`, { method: 'POST', headers, body: '{"kind":"mend"}' });

  expect(await made.json()).toMatchObject({ queue: 7, kind: 'mend' });
  expect(await (await fetch(made.headers.get('location') ?? '')).json()).toMatchObject({ queue: 7, kind: 'mend' });
});

test('a body that names no properties makes an item of the contract’s own', async () => {
  const contract = await temporaryFile('jobs.yaml', JOBS_CONTRACT);
  await using sandbox = await startTestSandbox({ contract });
  const headers = { 'content-type': 'application/json' };

  const made = await fetch(`${sandbox.url}/queues/7/jobs`, { method: 'POST', headers, body: '["mend"]' });

  expect([made.status, await made.json()]).toMatchObject([201, { id: expect.any(String), queue: 7 }]);
});
