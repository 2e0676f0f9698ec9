import { afterAll, expect, test } from 'vitest';
import { postToken, startTestSandbox } from '../../support/start-test-sandbox.ts';

const sandbox = await startTestSandbox();
const { url, control } = sandbox;
afterAll(() => sandbox.stop());

const Origin = 'https://app.example';

const preflight = (path: string, method: string, headers = {}): Promise<Response> =>
  fetch(url + path, { method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Method': method, ...headers } });

test('lets a page of any origin read a reply and the headers that clients need', async () => {
  const { headers } = await postToken(url, { headers: { Origin } });

  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-expose-headers')?.split(', ')).toEqual(
    expect.arrayContaining(['X-Request-Id', 'Retry-After', 'RateLimit', 'WWW-Authenticate', 'Idempotency-Replay']),
  );
});

test.for(['null', 'chrome-extension://abc', 'http://localhost:3000'])(
  'lets the origin %s read a refusal',
  async (from) => {
    const response = await postToken(url, { headers: { Origin: from, Authorization: 'Bearer unknown' } });

    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  },
);

test('sends no CORS headers without an Origin header', async () => {
  const { headers } = await postToken(url);

  expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

test('answers a preflight with the methods of the path', async () => {
  const asked = 'authorization,content-type,idempotency-key';

  const response = await preflight('/v1/webrtc-token', 'POST', { 'Access-Control-Request-Headers': asked });

  expect(response.status).toBe(204);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'OPTIONS, POST',
    'access-control-allow-headers': asked,
    'access-control-max-age': '600',
  });
});

test.for(['/v1/nothing', '/~My_World/v1/webrtc-token', '/v1/%zz'])(
  'allows a preflight of %s, so that the page can read the refusal',
  async (path) => {
    const response = await preflight(path, 'PATCH');

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('PATCH');
  },
);

test('does not count or record preflights', async () => {
  const world = control.inWorld('asked');
  await world.reset();

  await preflight('/~asked/v1/webrtc-token', 'POST');

  expect(await world.requests.list()).toEqual([]);
  const { headers } = await postToken(`${url}/~asked`);
  expect(headers.get('x-ratelimit-remaining')).toBe('599');
});

test('answers OPTIONS from a page like any other OPTIONS if it is not a preflight', async () => {
  const response = await fetch(`${url}/v1/webrtc-token`, { method: 'OPTIONS', headers: { Origin } });

  expect(response.status).toBe(204);
  expect(response.headers.get('allow')).toBe('OPTIONS, POST');
  expect(response.headers.has('access-control-allow-methods')).toBe(false);
});
