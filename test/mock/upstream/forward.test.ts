import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { GivenSettings, RunningSandbox } from '../../../index.ts';
import { jsonReply, realServer } from '../../support/real-server.ts';
import { sendRequest } from '../../support/speak-http.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { temporaryFile } from '../../support/temporary-file.ts';
import { NOTES_CONTRACT } from './notes-contract.ts';

const startForwarding = async (url: string, upstream: GivenSettings['upstream'] = {}): Promise<RunningSandbox> => {
  const contract = await temporaryFile('notes.yaml', NOTES_CONTRACT);
  const sandbox = await startTestSandbox({ contract, upstream: { ...upstream, url } });
  onTestFinished(() => sandbox.stop());
  return sandbox;
};

const NOTE = { ...jsonReply({ text: 'hi' }), headers: { 'content-type': 'application/json', 'x-version': '1' } };

test('forwards the path, query, and credentials of the client', async () => {
  const real = await realServer(() => NOTE);
  const sandbox = await startForwarding(`${real.url}/api/`);

  const reply = await fetch(`${sandbox.url}/~w1/notes/a%2Fb@1?lang=de&x=%7C`, {
    headers: { authorization: 'Bearer s3' },
  });

  expect(await reply.json()).toEqual({ text: 'hi' });
  expect(real.received[0]).toMatchObject({ method: 'GET', url: '/api/notes/a%2Fb@1?lang=de&x=%7C' });
  expect(real.received[0]?.headers).toMatchObject({ authorization: 'Bearer s3', 'accept-encoding': 'identity' });
  expect(real.received[0]?.headers.host).toBe(new URL(real.url).host);
});

test.for(['/notes/..', '/notes/%2e%2E', '/notes/.'])('does not forward the path traversal %s', async (target) => {
  const real = await realServer(() => NOTE);
  const sandbox = await startForwarding(real.url);

  const answer = await sendRequest(sandbox.url, { method: 'GET', target, body: '' });

  expect(answer.status).toBe(400);
  expect(real.received).toEqual([]);
});

test.for(['//evil.test/notes/1', 'http://evil.test/notes/1', '/notes/1?@evil.test#x'])(
  'does not forward to another host for %s',
  async (target) => {
    const real = await realServer(() => NOTE);
    const sandbox = await startForwarding(real.url);

    await sendRequest(sandbox.url, { method: 'GET', target, fields: { Host: 'evil.test' }, body: '' });

    expect(real.received.map(({ headers }) => headers.host)).toEqual(
      target.startsWith('//') ? [] : [new URL(real.url).host],
    );
  },
);

test('does not forward connection headers and sandbox headers', async () => {
  const real = await realServer(() => NOTE);
  const sandbox = await startForwarding(real.url);
  const fields = {
    Connection: 'close, X-Hop',
    'X-Hop': '1',
    TE: 'trailers',
    'Sandbox-World': 'w2',
    'X-Mine': ['a', 'b'],
  };

  await sendRequest(sandbox.url, { method: 'GET', target: '/notes/1', fields, body: '' });

  const headers = real.received[0]?.headers ?? {};
  expect(headers).toMatchObject({ 'x-mine': 'a, b', connection: 'close' });
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-hop']));
  expect(headers).not.toHaveProperty('te');
  expect(headers).not.toHaveProperty('sandbox-world');
});

test('forwards bytes unchanged in both directions', async () => {
  const bytes = Buffer.from([0, 255, 1, 254]);
  const real = await realServer(() => ({ headers: { 'content-type': 'image/png' }, body: bytes }));
  const sandbox = await startForwarding(real.url);
  const headers = { 'content-type': 'application/octet-stream' };

  const reply = await fetch(`${sandbox.url}/notes/1`, { method: 'PUT', headers, body: bytes });

  expect(real.received[0]?.body).toEqual(bytes);
  expect(Buffer.from(await reply.arrayBuffer())).toEqual(bytes);
});

test('returns a reply unchanged, even if the contract does not allow it', async () => {
  const body = '{ "text": 1.0, "big": 12345678901234567890 }';
  const headers = {
    'content-type': 'application/json',
    'set-cookie': ['a=1', 'b=2'],
    date: 'never',
    'x-request-id': 'its',
  };
  const real = await realServer(() => ({ status: 418, headers, body }));
  const sandbox = await startForwarding(real.url);

  const reply = await fetch(`${sandbox.url}/notes/1`);

  expect([reply.status, await reply.text()]).toEqual([418, body]);
  expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect([reply.headers.get('date'), reply.headers.get('x-request-id')]).toEqual(['never', 'its']);
  const explained = await sandbox.control.requests.explain(reply.headers.get('sandbox-request-id') ?? '');
  expect([explained.status, explained.decidedBy, explained.undeclared]).toEqual([418, 'upstream', true]);
});

test('decompresses a body that the server compressed without being asked', async () => {
  const real = await realServer(() => ({
    headers: { ...NOTE.headers, 'content-encoding': 'gzip' },
    body: gzipSync('{"text":"packed"}'),
  }));
  const sandbox = await startForwarding(real.url);

  const reply = await fetch(`${sandbox.url}/notes/1`);

  expect(await reply.json()).toEqual({ text: 'packed' });
  expect(reply.headers.has('content-encoding')).toBe(false);
});

test('returns a redirect to the client, and does not follow it', async () => {
  const real = await realServer(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }));
  const sandbox = await startForwarding(real.url);

  const reply = await fetch(`${sandbox.url}/notes/1`, { redirect: 'manual' });

  expect([reply.status, reply.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/']);
});

test('reports where a reply breaks the contract, with the declared rule', async () => {
  const real = await realServer(() => jsonReply({ tags: ['a', 7], extra: 1 }));
  const sandbox = await startForwarding(real.url);
  await fetch(`${sandbox.url}/notes/1`);

  const [call] = await sandbox.control.requests.list({ drift: true });

  expect(call?.drift.map(({ pointer, rule, server }) => [pointer, rule, server])).toEqual([
    ['/body/text', 'required', 'left it out'],
    ['/body/extra', 'additionalProperties', 'sent 1'],
    ['/body/tags/1', 'type', 'sent 7'],
    ['/header/x-version', 'required', 'left it out'],
  ]);
  expect(call?.drift[0]?.contract).toContain('text is required');
  expect(await sandbox.control.requests.list({ drift: false })).toEqual([]);
});

test('forwards a request that breaks the contract, and reports the drift', async () => {
  const real = await realServer(() => NOTE);
  const sandbox = await startForwarding(real.url);

  const reply = await fetch(`${sandbox.url}/notes/1?lang=fr`);

  expect(reply.status).toBe(200);
  const [call] = await sandbox.control.requests.list();
  expect(call?.drift).toMatchObject([
    { in: 'request', pointer: '/query/lang', server: expect.stringContaining('200') },
  ]);
});

test('refuses a request that breaks the contract with refuseInvalid', async () => {
  const real = await realServer(() => NOTE);
  const sandbox = await startForwarding(real.url, { refuseInvalid: true });

  const reply = await fetch(`${sandbox.url}/notes/1?lang=fr`);

  expect([reply.status, real.received.length]).toEqual([400, 0]);
});

test('answers operations that are not forwarded, and counts both in the coverage', async () => {
  const real = await realServer(() => ({ status: 204 }));
  const sandbox = await startForwarding(real.url, { operations: ['write_*'] });

  const read = await fetch(`${sandbox.url}/notes/1`);
  await fetch(`${sandbox.url}/notes/1`, {
    method: 'PUT',
    body: 'x',
    headers: { 'content-type': 'application/octet-stream' },
  });

  expect([await read.json(), real.received.length]).toEqual([{ text: 'made up' }, 1]);
  const { operations } = await sandbox.control.coverage.read();
  expect(operations.find(({ operation }) => operation === 'write_note')?.statuses).toEqual([
    { status: '204', count: 1 },
  ]);
});

test('forces outcomes without forwarding the request', async () => {
  const real = await realServer(() => NOTE);
  const sandbox = await startForwarding(real.url);
  await sandbox.control.overrides.add({ operation: 'read_note', reply: { status: 503 } });

  const statuses = [await fetch(`${sandbox.url}/notes/1`), await fetch(`${sandbox.url}/notes/1`)].map(
    ({ status }) => status,
  );
  const preferred = await fetch(`${sandbox.url}/notes/1`, { headers: { prefer: 'example=example' } });

  expect([statuses, await preferred.json(), real.received.length]).toEqual([[503, 200], { text: 'made up' }, 1]);
});

test('resets the connection after the server has handled the request', async () => {
  const real = await realServer(() => NOTE);
  const sandbox = await startForwarding(real.url);
  await sandbox.control.overrides.add({ operation: 'read_note', fault: 'reset' });

  const outcome = await fetch(`${sandbox.url}/notes/1`).catch(() => 'lost');

  expect([outcome, real.received.length, await sandbox.control.overrides.list()]).toEqual(['lost', 1, []]);
});

test('answers 502 when the server is unreachable, with a remedy', async () => {
  const sandbox = await startForwarding('http://127.0.0.1:1');

  const reply = await fetch(`${sandbox.url}/notes/1`);

  expect(reply.status).toBe(502);
  expect(await reply.text()).toMatch(/http:\/\/127\.0\.0\.1:1 cannot be reached.*ECONNREFUSED.*--upstream/);
});

test('answers 504 when the server takes too long, with a remedy', async () => {
  const real = await realServer(() => undefined);
  const sandbox = await startForwarding(real.url, { timeoutSeconds: 0.05 });

  const reply = await fetch(`${sandbox.url}/notes/1`);

  expect(reply.status).toBe(504);
  expect(await reply.text()).toContain('upstream.timeoutSeconds');
});

test.for([
  ['long', {}, 'x'.repeat(2_000)],
  ['long after decompression', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(2_000))],
] as const)('answers 502 for a body that is too $0', async ([, headers, body]) => {
  const real = await realServer(() => ({ headers, body }));
  const sandbox = await startForwarding(real.url, { bodyLimitBytes: 1_000 });

  const reply = await fetch(`${sandbox.url}/notes/1`);

  expect([reply.status, await reply.text()]).toEqual([502, expect.stringContaining('upstream.bodyLimitBytes')]);
});
