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

test('scopes that the contract requires are enforced', async () => {
  const response = await add('reader', '{}');

  expect(response.status).toBe(403);
  expect(response.headers.get('www-authenticate')).toContain('scope="things:read things:write"');
  expect((await add('writer', '{}')).status).toBe(201);
});

test('a property that was sent is returned in the wrapper of the response', async () => {
  const response = await add('writer', '{"name":"Rex"}');

  expect(await response.json()).toMatchObject({ data: { name: 'Rex' } });
});

test('a Location header points to an existing resource', async () => {
  expect((await add('writer', '{}')).headers.get('location')).toBe(`${sandbox.url}/things`);
});

test('a requested 429 has a Retry-After of at most a minute', async () => {
  const { headers } = await add('writer', '{}', { prefer: 'code=429' });

  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
});

test('an unsupported media type is answered with the supported ones', async () => {
  const { status, headers } = await add('writer', 'x', { 'content-type': 'image/png' });

  expect(status).toBe(415);
  expect([headers.get('accept'), headers.get('accept-post')]).toEqual(['application/json', 'application/json']);
});

test('a request without a credential gets every accepted scheme', async () => {
  const { status, headers } = await fetch(`${sandbox.url}/either`);

  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('Bearer realm="sandbox", Basic realm="sandbox", ApiKey realm="sandbox"');
});
