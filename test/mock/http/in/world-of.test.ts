import { afterAll, expect, test } from 'vitest';
import { worldOf } from '../../../../mock/http/in/world-of.ts';
import { sendRequest } from '../../../support/speak-http.ts';
import { errorOf, postToken, startTestSandbox } from '../../../support/start-test-sandbox.ts';

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());

test.for([
  ['/v1/calls', undefined, { name: 'default', prefix: '', target: '/v1/calls' }],
  ['/~w1/v1/calls?a=b', undefined, { name: 'w1', prefix: '/~w1', target: '/v1/calls?a=b' }],
  ['/%7Ew1/v1', undefined, { name: 'w1', prefix: '/%7Ew1', target: '/v1' }],
  ['/%7ew1/v1', undefined, { name: 'w1', prefix: '/%7ew1', target: '/v1' }],
  ['/~w1', undefined, { name: 'w1', prefix: '/~w1', target: '/' }],
  ['/~w1?a=b', undefined, { name: 'w1', prefix: '/~w1', target: '/?a=b' }],
  ['/~w1/~w2/v1', undefined, { name: 'w1', prefix: '/~w1', target: '/~w2/v1' }],
  ['/v1/~w1', undefined, { name: 'default', prefix: '', target: '/v1/~w1' }],
  ['/v1', 'w2', { name: 'w2', prefix: '', target: '/v1' }],
  ['/~w1/v1', 'w1', { name: 'w1', prefix: '/~w1', target: '/v1' }],
  ['?a=b', undefined, { name: 'default', prefix: '', target: '/?a=b' }],
] as const)('finds the world of %s, header %s', ([target, header, expected]) => {
  expect(worldOf(target, header)).toEqual({ kind: 'world', ...expected });
});

test.for([
  ['/~W1/v1', undefined, 'W1'],
  ['/~/v1', undefined, ''],
  ['/~w_1/v1', undefined, 'w_1'],
  [`/~${'w'.repeat(65)}/v1`, undefined, 'w'.repeat(65)],
  ['/v1', 'w1, w2', 'w1, w2'],
  ['/v1', '', ''],
] as const)('refuses the world of %s, header %s, with its name', ([target, header, found]) => {
  expect(worldOf(target, header)).toEqual({ kind: 'malformed', found });
});

test('reports conflicting world names', async () => {
  const { status, body } = await sendRequest(sandbox.url, {
    target: '/~one/v1/webrtc-token',
    fields: { 'Sandbox-World': 'two' },
  });

  expect(status).toBe(400);
  expect(body).toContain(
    'The path names the world one, but the Sandbox-World header names two. Send only one of them.',
  );
});

test('reports an invalid world name', async () => {
  const response = await postToken(`${sandbox.url}/~My_World`);

  expect(response.status).toBe(400);
  expect(await errorOf(response)).toMatchObject({
    code: 'world_malformed',
    message: expect.stringContaining('"My_World" is not a valid world name') as string,
  });
});

test('refuses a world header that is sent twice', async () => {
  const { status, body } = await sendRequest(sandbox.url, { fields: { 'Sandbox-World': ['one', 'two'] } });

  expect(status).toBe(400);
  expect(body).toContain('world_malformed');
});

const remaining = async (response: Promise<Response>): Promise<string | null> =>
  (await response).headers.get('x-ratelimit-remaining');

test('serves one world by prefix, by encoded prefix and by header', async () => {
  expect(await remaining(postToken(`${sandbox.url}/~shared`))).toBe('599');
  expect(await remaining(postToken(`${sandbox.url}/%7Eshared`))).toBe('598');
  expect(await remaining(postToken(sandbox.url, { headers: { 'sandbox-world': 'shared' } }))).toBe('597');
  expect(await remaining(postToken(`${sandbox.url}/~shared`, { headers: { 'sandbox-world': 'shared' } }))).toBe('596');
  expect(await remaining(postToken(`${sandbox.url}/~other`))).toBe('599');
});

test('keeps the query after the prefix', async () => {
  await sendRequest(sandbox.url, { target: '/~queried/v1/webrtc-token?trace=1&trace=2' });

  const [latest] = await sandbox.control.inWorld('queried').requests.list();

  expect(latest?.request.target).toBe('/v1/webrtc-token?trace=1&trace=2');
});

test('opens a world only for a matched operation or a control call', async () => {
  await fetch(`${sandbox.url}/~by-unknown-path/nothing`);
  await fetch(`${sandbox.url}/~by-wrong-method/v1/webrtc-token`);
  await fetch(`${sandbox.url}/~by-unknown-control/_sandbox/nothing`);
  await postToken(`${sandbox.url}/~by-operation`);
  await sandbox.control.inWorld('by-control').clock.read();

  const opened = sandbox.sandbox.worlds.names.filter((name) => name.startsWith('by-'));

  expect(opened).toEqual(['by-operation', 'by-control']);
});

test('includes the world in links', async () => {
  const response = await postToken(`${sandbox.url}/~linked`, { headers: { authorization: 'Bearer unknown' } });

  expect(response.headers.get('www-authenticate')).toContain(
    `resource_metadata="${sandbox.url}/~linked/.well-known/oauth-protected-resource"`,
  );
});
