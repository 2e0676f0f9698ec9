import { afterAll, expect, test } from 'vitest';
import { ControlClient } from '../../../client/index.ts';
import type { RawSketch } from '../../support/speak-http.ts';
import { ask } from '../../support/speak-http.ts';
import { dataOf } from '../../support/code-of.ts';
import { postToken, startTestSandbox } from '../../support/start-test-sandbox.ts';

const open = await startTestSandbox({ controlHosts: ['Sandbox.Internal'] });
const closed = await startTestSandbox({ controlToken: 'open sesame' });
afterAll(() => Promise.all([open.stop(), closed.stop()]));

const CLOCK: RawSketch = { method: 'GET', target: '/_sandbox/clock', body: '' };

const askClock = (url: string, fields: RawSketch['fields'] = {}): ReturnType<typeof ask> =>
  ask(url, { ...CLOCK, fields });

test.for([
  ['an ordinary client', {}],
  ['a page of its own', { Host: 'localhost:4010', Origin: 'http://localhost:4010', 'Sec-Fetch-Site': 'same-origin' }],
  ['a name from the settings', { Host: 'sandbox.internal:4010' }],
] as const)('answers %s at this machine', async ([, fields]) => {
  expect(await askClock(open.url, fields)).toMatchObject({ status: 200 });
});

test.for([
  ['a foreign Host', { Host: 'rebound.example' }],
  ['a foreign Origin', { Origin: 'https://evil.example' }],
  ['an opaque Origin', { Origin: 'null' }],
  ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['Forwarded', { Forwarded: 'for=203.0.113.9' }],
  ['X-Forwarded-For', { 'X-Forwarded-For': '203.0.113.9' }],
  ['X-Forwarded-Proto', { 'x-forwarded-proto': 'https' }],
  ['an Origin behind its own', { Origin: ['http://127.0.0.1', 'https://evil.example'] }],
] as const)('refuses %s', async ([, fields]) => {
  const { status, headers, body } = await askClock(open.url, fields);

  expect(status).toBe(403);
  expect(body).toContain('"code":"control_forbidden"');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('changes nothing for whom it refuses', async () => {
  const fields = { Origin: 'https://evil.example' };

  await ask(open.url, { target: '/~victim/_sandbox/clock/freeze', fields, body: '{}' });

  expect(open.sandbox.worlds.find('victim')).toBeUndefined();
});

test.for([
  ['with the right token', { 'Sandbox-Control-Token': 'open sesame' }, 200],
  ['with a wrong one', { 'Sandbox-Control-Token': 'abracadabra' }, 401],
  ['with none', {}, 401],
  ['with the token where it does not belong', { Authorization: 'Bearer open sesame' }, 401],
  ['with the right token twice', { 'Sandbox-Control-Token': ['open sesame', 'open sesame'] }, 401],
  [
    'from anywhere with the right token',
    { 'Sandbox-Control-Token': 'open sesame', Host: 'a.example', Origin: 'https://b.example', Forwarded: 'for=c' },
    200,
  ],
] as const)('demands the token that it was started with: %s', async ([, fields, status]) => {
  expect(await askClock(closed.url, fields)).toMatchObject({ status });
});

test('challenges whoever brings no token', async () => {
  const { headers, body } = await askClock(closed.url);

  expect(headers.get('www-authenticate')).toBe('Sandbox-Control-Token realm="control API"');
  expect(body).toContain('No control token was sent. Send \\"Sandbox-Control-Token: <token>\\"');
});

test('gives a started sandbox a client that brings the token', async () => {
  expect((await closed.control.clock.read()).mode).toBe('running');

  const stranger = new ControlClient({ url: closed.url });
  await expect(stranger.clock.read()).rejects.toMatchObject({ status: 401, code: 'control_unauthorized' });
});

test.for(['health', 'ready'])('tells anybody about its %s', async (path) => {
  const fields = { Host: 'sandbox.example', Origin: 'https://app.example', 'X-Forwarded-For': '203.0.113.9' };

  expect(await ask(open.url, { ...CLOCK, target: `/_sandbox/${path}`, fields })).toMatchObject({ status: 200 });
  expect(await ask(closed.url, { ...CLOCK, target: `/_sandbox/${path}`, fields })).toMatchObject({ status: 200 });
});

test('opens the gateway to whoever holds a calling token, and to no other', async () => {
  const body = await (await postToken(closed.url)).json();
  const { token } = dataOf({ status: 200, headers: {}, body });
  const connect = { target: '/_sandbox/gateway/connect', body: '{}' };
  const fields = { Host: 'sandbox.example', Authorization: `Bearer ${token}` };

  expect(await ask(closed.url, { ...connect, fields })).toMatchObject({ status: 200 });
  expect(await ask(closed.url, connect)).toMatchObject({ status: 401 });
});

test.for([
  ['a control call', { Origin: 'http://127.0.0.1' }, 'clock'],
  ['a refused one', { Origin: 'https://evil.example' }, 'clock'],
  ['what is open to all', { Origin: 'https://evil.example' }, 'health'],
  ['a question beforehand', { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }, 'reset'],
] as const)('shares %s with no page', async ([, fields, path]) => {
  const method = 'Access-Control-Request-Method' in fields ? 'OPTIONS' : 'GET';

  const { headers } = await ask(open.url, { method, target: `/_sandbox/${path}`, fields, body: '' });

  expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

test('says where its description is when it has no such path', async () => {
  const { status, body } = await ask(open.url, { ...CLOCK, target: '/~w1/_sandbox/clocks' });

  expect(status).toBe(404);
  expect(body).toContain('The control API has no /clocks. See http://127.0.0.1/~w1/_sandbox/openapi.json');
});

test.for(['//[', '//x/health', '/../_sandbox/health', '/%zz', '/health/', '?health'])(
  'has no path %s',
  async (path) => {
    expect(await ask(open.url, { ...CLOCK, target: `/_sandbox${path}` })).toMatchObject({ status: 404 });
  },
);

test('says which methods a path knows', async () => {
  const { status, headers, body } = await ask(open.url, { ...CLOCK, method: 'PUT' });

  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('GET, HEAD');
  expect(body).toContain('/clock does not know PUT. It knows GET, HEAD.');
});

test('answers HEAD with no body', async () => {
  expect(await ask(open.url, { ...CLOCK, method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

test('reads the query of a control call', async () => {
  const { body } = await ask(open.url, { ...CLOCK, target: '/~asked/_sandbox/requests?limit=0' });

  expect(body).toContain('limit must be a whole number from 1 on');
});

test.for([
  ['malformed JSON', { body: '{' }, 'The body is not JSON'],
  [
    'another type',
    { fields: { 'Content-Type': 'text/plain' }, body: '{}' },
    'Send \\"Content-Type: application/json\\"',
  ],
  ['no object', { body: '[]' }, 'Control calls take a JSON object.'],
  ['an unknown property', { body: '{"until":"later"}' }, 'until is not a known property; known are at.'],
] as const)('says what is wrong with %s', async ([, sketch, message]) => {
  const { status, body } = await ask(open.url, { target: '/_sandbox/clock/freeze', ...sketch });

  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(body).toContain(message);
});

test('takes from anybody no larger body than the API does', async () => {
  await using small = await startTestSandbox({ bodyLimitBytes: 1000 });
  const body = JSON.stringify({ operation: 'v1_webrtc_token_post', delayMs: 1 }).padEnd(2000);

  expect(await ask(small.url, { target: '/_sandbox/overrides', body })).toMatchObject({ status: 201 });
  expect(await ask(small.url, { method: 'GET', target: '/_sandbox/health', body })).toMatchObject({ status: 413 });
});

test('lies where the settings say', async () => {
  await using moved = await startTestSandbox({ controlPath: '/internal/tester' });

  expect((await moved.control.clock.read()).mode).toBe('running');
  expect(await ask(moved.url, CLOCK)).toMatchObject({ status: 404 });
  expect(await ask(moved.url, { ...CLOCK, target: '/internal/tester/clock' })).toMatchObject({ status: 200 });
  expect(await ask(moved.url, { ...CLOCK, target: '/internal/testers/clock' })).toMatchObject({ status: 404 });
});

test('says so when every world is in use', async () => {
  await using crowded = await startTestSandbox({ worlds: { most: 1 } });
  await crowded.control.clock.read();

  const { status, body } = await ask(crowded.url, { ...CLOCK, target: '/~second/_sandbox/clock' });

  expect(status).toBe(503);
  expect(body).toContain('"code":"too_many_worlds"');
});
