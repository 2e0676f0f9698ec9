import { afterAll, expect, test } from 'vitest';
import { startTestSandbox } from '../support/start-test-sandbox.ts';

const sandbox = await startTestSandbox({
  contract: 'test/fixtures/scoped.yaml',
  callers: [
    { credential: 'reader', label: 'reader', scopes: ['things:read'] },
    { credential: 'writer', scopes: ['things:read', 'things:write'] },
  ],
});
afterAll(() => sandbox.stop());

const add = (key: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${sandbox.url}/things`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body,
  });

test('scopes that the contract demands are demanded', async () => {
  const response = await add('reader', '{}');

  expect(response.status).toBe(403);
  expect(response.headers.get('www-authenticate')).toContain('scope="things:read things:write"');
  expect((await add('writer', '{}')).status).toBe(201);
});

test('what was sent comes back under its name, however the answer wraps it', async () => {
  const response = await add('writer', '{"name":"Rex"}');

  expect(await response.json()).toMatchObject({ data: { name: 'Rex' } });
});

test('a Location leads to something that is there', async () => {
  expect((await add('writer', '{}')).headers.get('location')).toBe(`${sandbox.url}/things`);
});

test('a 429 that is asked for says when to come back, in seconds that a client can wait', async () => {
  const { headers } = await add('writer', '{}', { prefer: 'code=429' });

  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
});

test('a type that is not understood is answered with those that are', async () => {
  const { status, headers } = await add('writer', 'x', { 'content-type': 'image/png' });

  expect(status).toBe(415);
  expect([headers.get('accept'), headers.get('accept-post')]).toEqual(['application/json', 'application/json']);
});

test('who brings no credential is told every scheme that would do', async () => {
  const { status, headers } = await fetch(`${sandbox.url}/either`);

  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('Bearer realm="sandbox", Basic realm="sandbox", ApiKey realm="sandbox"');
});
