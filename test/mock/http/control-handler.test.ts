import { afterAll, expect, test } from 'vitest';
import { ControlClient } from '../../../client/index.ts';
import { dataOf } from '../../support/code-of.ts';
import type { RawSketch } from '../../support/speak-http.ts';
import { sendRequest } from '../../support/speak-http.ts';
import { postToken, startTestSandbox } from '../../support/start-test-sandbox.ts';

const open = await startTestSandbox({ controlHosts: ['Sandbox.Internal'] });
const closed = await startTestSandbox({ controlToken: 'open sesame' });
afterAll(() => Promise.all([open.stop(), closed.stop()]));

const CLOCK: RawSketch = { method: 'GET', target: '/_sandbox/clock', body: '' };

const askClock = (url: string, fields: RawSketch['fields'] = {}): ReturnType<typeof sendRequest> =>
  sendRequest(url, { ...CLOCK, fields });

test.for([
  ['an ordinary client', {}],
  [
    'a page of the same origin',
    { Host: 'localhost:4010', Origin: 'http://localhost:4010', 'Sec-Fetch-Site': 'same-origin' },
  ],
  ['a name from the settings', { Host: 'sandbox.internal:4010' }],
] as const)('answers %s on this machine', async ([, fields]) => {
  expect(await askClock(open.url, fields)).toMatchObject({ status: 200 });
});

test.for([
  ['an external Host', { Host: 'rebound.example' }],
  ['an external Origin', { Origin: 'https://evil.example' }],
  ['an opaque Origin', { Origin: 'null' }],
  ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['Forwarded', { Forwarded: 'for=203.0.113.9' }],
  ['X-Forwarded-For', { 'X-Forwarded-For': '203.0.113.9' }],
  ['X-Forwarded-Proto', { 'x-forwarded-proto': 'https' }],
  ['a second Origin', { Origin: ['http://127.0.0.1', 'https://evil.example'] }],
] as const)('refuses %s', async ([, fields]) => {
  const { status, headers, body } = await askClock(open.url, fields);

  expect(status).toBe(403);
  expect(body).toContain('"code":"control_forbidden"');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('changes nothing for a refused call', async () => {
  const fields = { Origin: 'https://evil.example' };

  await sendRequest(open.url, { target: '/~victim/_sandbox/clock/freeze', fields, body: '{}' });

  expect(open.sandbox.worlds.find('victim')).toBeUndefined();
});

test.for([
  ['with the right token', { 'Sandbox-Control-Token': 'open sesame' }, 200],
  ['with a wrong one', { 'Sandbox-Control-Token': 'abracadabra' }, 401],
  ['with none', {}, 401],
  ['with the token in Authorization', { Authorization: 'Bearer open sesame' }, 401],
  ['with the right token twice', { 'Sandbox-Control-Token': ['open sesame', 'open sesame'] }, 401],
  [
    'from any host with the right token',
    { 'Sandbox-Control-Token': 'open sesame', Host: 'a.example', Origin: 'https://b.example', Forwarded: 'for=c' },
    200,
  ],
] as const)('requires the control token: %s', async ([, fields, status]) => {
  expect(await askClock(closed.url, fields)).toMatchObject({ status });
});

test('sends a challenge to a caller without a token', async () => {
  const { headers, body } = await askClock(closed.url);

  expect(headers.get('www-authenticate')).toBe('Sandbox-Control-Token realm="control API"');
  expect(body).toContain('No control token was sent. Send \\"Sandbox-Control-Token: <token>\\"');
});

test('gives a started sandbox a client with the token', async () => {
  expect((await closed.control.clock.read()).mode).toBe('running');

  const withoutToken = new ControlClient({ url: closed.url });
  await expect(withoutToken.clock.read()).rejects.toMatchObject({ status: 401, code: 'control_unauthorized' });
});

test.for(['health', 'ready'])('reports its %s to any caller', async (path) => {
  const fields = { Host: 'sandbox.example', Origin: 'https://app.example', 'X-Forwarded-For': '203.0.113.9' };

  expect(await sendRequest(open.url, { ...CLOCK, target: `/_sandbox/${path}`, fields })).toMatchObject({ status: 200 });
  expect(await sendRequest(closed.url, { ...CLOCK, target: `/_sandbox/${path}`, fields })).toMatchObject({
    status: 200,
  });
});

test('opens the gateway only to a caller with a calling token', async () => {
  const body = await (await postToken(closed.url)).json();
  const { token } = dataOf({ status: 200, headers: {}, body });
  const connect = { target: '/_sandbox/gateway/connect', body: '{}' };
  const fields = { Host: 'sandbox.example', Authorization: `Bearer ${token}` };

  expect(await sendRequest(closed.url, { ...connect, fields })).toMatchObject({ status: 200 });
  expect(await sendRequest(closed.url, connect)).toMatchObject({ status: 401 });
});

test.for([
  ['a control call', { Origin: 'http://127.0.0.1' }, 'clock'],
  ['a refused one', { Origin: 'https://evil.example' }, 'clock'],
  ['an open endpoint', { Origin: 'https://evil.example' }, 'health'],
  ['a preflight', { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }, 'reset'],
] as const)('sends no CORS headers for %s', async ([, fields, path]) => {
  const method = 'Access-Control-Request-Method' in fields ? 'OPTIONS' : 'GET';

  const { headers } = await sendRequest(open.url, { method, target: `/_sandbox/${path}`, fields, body: '' });

  expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

test('links to its OpenAPI document for an unknown path', async () => {
  const { status, body } = await sendRequest(open.url, { ...CLOCK, target: '/~w1/_sandbox/clocks' });

  expect(status).toBe(404);
  expect(body).toContain('The control API has no endpoint /clocks. See http://127.0.0.1/~w1/_sandbox/openapi.json');
});

test.for(['//[', '//x/health', '/../_sandbox/health', '/%zz', '/health/', '?health'])(
  'answers 404 for the path %s',
  async (path) => {
    expect(await sendRequest(open.url, { ...CLOCK, target: `/_sandbox${path}` })).toMatchObject({ status: 404 });
  },
);

test('lists the methods of a path', async () => {
  const { status, headers, body } = await sendRequest(open.url, { ...CLOCK, method: 'PUT' });

  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('GET, HEAD');
  expect(body).toContain('/clock does not support PUT. Allowed: GET, HEAD.');
});

test('answers HEAD without a body', async () => {
  expect(await sendRequest(open.url, { ...CLOCK, method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

test('reads the query of a control call', async () => {
  const { body } = await sendRequest(open.url, { ...CLOCK, target: '/~asked/_sandbox/requests?limit=0' });

  expect(body).toContain('limit must be an integer of 1 or more');
});

test.for([
  ['malformed JSON', { body: '{' }, 'The body is not JSON'],
  [
    'another type',
    { fields: { 'Content-Type': 'text/plain' }, body: '{}' },
    'Send \\"Content-Type: application/json\\"',
  ],
  ['an array', { body: '[]' }, 'The body of a control call must be a JSON object.'],
  ['an unknown property', { body: '{"until":"later"}' }, 'until is not a known property; allowed: at.'],
] as const)('reports the problem of %s', async ([, sketch, message]) => {
  const { status, body } = await sendRequest(open.url, { target: '/_sandbox/clock/freeze', ...sketch });

  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(body).toContain(message);
});

test('has the same body limit as the API', async () => {
  await using small = await startTestSandbox({ bodyLimitBytes: 1000 });
  const body = JSON.stringify({ operation: 'v1_webrtc_token_post', delayMs: 1 }).padEnd(2000);

  expect(await sendRequest(small.url, { target: '/_sandbox/overrides', body })).toMatchObject({ status: 201 });
  expect(await sendRequest(small.url, { method: 'GET', target: '/_sandbox/health', body })).toMatchObject({
    status: 413,
  });
});

test('is served at the configured path', async () => {
  await using moved = await startTestSandbox({ controlPath: '/internal/tester' });

  expect((await moved.control.clock.read()).mode).toBe('running');
  expect(await sendRequest(moved.url, CLOCK)).toMatchObject({ status: 404 });
  expect(await sendRequest(moved.url, { ...CLOCK, target: '/internal/tester/clock' })).toMatchObject({ status: 200 });
  expect(await sendRequest(moved.url, { ...CLOCK, target: '/internal/testers/clock' })).toMatchObject({ status: 404 });
});

test('answers 503 when every world is in use', async () => {
  await using crowded = await startTestSandbox({ worlds: { max: 1 } });
  await crowded.control.clock.read();

  const { status, body } = await sendRequest(crowded.url, { ...CLOCK, target: '/~second/_sandbox/clock' });

  expect(status).toBe(503);
  expect(body).toContain('"code":"too_many_worlds"');
});
