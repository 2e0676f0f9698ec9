import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { Fetched } from '../../../../mock/http/out/fetch-upstream.ts';
import { fetchUpstream } from '../../../../mock/http/out/fetch-upstream.ts';
import type { UpstreamLimits } from '../../../../mock/upstream/upstream.ts';
import type { CannedReply } from '../../../support/real-server.ts';
import { realServer } from '../../../support/real-server.ts';
import { startTlsServer } from '../../../support/tls-server.ts';

const request = (
  url: string,
  limits: Partial<UpstreamLimits> = {},
  shutdown = new AbortController(),
): Promise<Fetched> =>
  fetchUpstream(
    { method: 'GET', url, headers: [], limits: { timeoutMs: 10_000, bodyLimitBytes: 10_000, ...limits } },
    undefined,
    shutdown.signal,
  );

/** The result of fetching a canned response. */
const answerTo = async (canned: CannedReply, limits: Partial<UpstreamLimits> = {}): Promise<Fetched['answer']> =>
  (await request((await realServer(() => canned)).url, limits)).answer;

/** A server that writes raw bytes after a client has sent something. */
const rawServer = async (speak: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', () => speak(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const JSON_TYPE = { 'content-type': 'application/json' };
const HELLO = JSON.stringify({ text: 'hello' });

test.for<readonly [coding: string, body: Buffer]>([
  ['gzip', gzipSync(HELLO)],
  ['x-gzip', gzipSync(HELLO)],
  ['deflate', deflateSync(HELLO)],
  ['br', brotliCompressSync(HELLO)],
  ['GZIP, br', brotliCompressSync(gzipSync(HELLO))],
  ['identity', Buffer.from(HELLO)],
])('decompresses %s', async ([coding, body]) => {
  const answer = await answerTo({ headers: { ...JSON_TYPE, 'content-encoding': coding }, body });

  expect(answer).toMatchObject({
    kind: 'reply',
    body: { kind: 'value', value: { text: 'hello' }, bytes: HELLO.length },
  });
  // Content-Length and Content-Encoding describe the compressed bytes, and do not apply to the decompressed body.
  const names = answer.kind === 'reply' ? [...answer.headers.keys()] : [];
  expect(names.filter((name) => name.startsWith('content-'))).toEqual(['content-type']);
});

const ZEROS = Buffer.alloc(20_000_000);

test.for<readonly [coding: string, body: Buffer]>([
  ['gzip', gzipSync(ZEROS)],
  ['deflate', deflateSync(ZEROS)],
  ['br', brotliCompressSync(ZEROS)],
  ['br, gzip', gzipSync(brotliCompressSync(ZEROS))],
])('stops decompressing %s at the limit', async ([coding, body]) => {
  const answer = await answerTo({ headers: { 'content-encoding': coding }, body }, { bodyLimitBytes: 100_000 });

  expect(body.length).toBeLessThan(100_000);
  expect(answer).toMatchObject({ kind: 'failed', why: 'unreadable', detail: expect.stringContaining('100000 bytes') });
});

test.for<readonly [coding: string, body: string | Buffer, detail: string]>([
  ['gzip', 'no gzip', 'sent a body that is not valid gzip'],
  ['br', gzipSync(HELLO), 'sent a body that is not valid br'],
  ['gzip', gzipSync(HELLO).subarray(0, 12), 'sent a body that is not valid gzip'],
  ['zstd', 'in another coding', 'compressed its body as zstd, which the request did not accept'],
])('reports that %s of %o cannot be decompressed', async ([coding, body, detail]) => {
  const answer = await answerTo({ headers: { 'content-encoding': coding }, body });

  expect(answer).toMatchObject({ kind: 'failed', why: 'unreadable', detail: expect.stringContaining(detail) });
});

test.for<readonly [what: string, canned: CannedReply, body: object]>([
  ['nothing', {}, { kind: 'none' }],
  ['text', { headers: { 'content-type': 'text/plain' }, body: 'hé' }, { kind: 'value', value: 'hé', bytes: 3 }],
  ['XML', { headers: { 'content-type': 'application/atom+xml' }, body: '<a/>' }, { kind: 'value', value: '<a/>' }],
  [
    'text that is not UTF-8',
    { headers: { 'content-type': 'text/plain' }, body: Buffer.from([0xe9]) },
    { kind: 'opaque' },
  ],
  ['bytes', { headers: { 'content-type': 'image/png' }, body: 'png' }, { kind: 'opaque', bytes: 3 }],
  ['a body without a type', { body: HELLO }, { kind: 'opaque' }],
  [
    'broken JSON',
    { headers: JSON_TYPE, body: '{"a":' },
    { kind: 'unreadable', detail: expect.stringContaining('not JSON') },
  ],
])('parses $0', async ([, canned, body]) => {
  expect(await answerTo(canned)).toMatchObject({ kind: 'reply', body });
});

test('returns the bytes unchanged, even if they are invalid', async () => {
  const { url } = await realServer(() => ({ headers: JSON_TYPE, body: '{"a": 1.0' }));

  expect((await request(url)).bytes.toString()).toBe('{"a": 1.0');
});

test.for<readonly [what: string, bytesSent: string, detail: string]>([
  ['does not speak HTTP', 'HELO there\r\n\r\n', 'Parse Error'],
  ['disconnects before it answers', '', 'socket hang up'],
  ['disconnects in the middle', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', 'aborted'],
])('a server that $0 is unreachable', async ([, bytesSent, detail]) => {
  const url = await rawServer((socket) => socket.end(bytesSent));

  const { answer, bytes } = await request(url);

  expect(answer).toMatchObject({ kind: 'failed', why: 'unreachable', detail: expect.stringContaining(detail) });
  expect(answer).toMatchObject({
    detail: expect.stringContaining(`The upstream ${url} cannot be reached, or closed the connection`),
  });
  expect(bytes).toHaveLength(0);
});

test('a server that does not complete its response times out', async () => {
  const url = await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'));

  const { answer } = await request(url, { timeoutMs: 100 });

  expect(answer).toMatchObject({ why: 'timed_out', detail: expect.stringContaining('did not answer within 0.1 s') });
});

test('a sandbox that stops does not wait for a response', async () => {
  const shutdown = new AbortController();
  const url = await rawServer(() => shutdown.abort());

  const { answer } = await request(url, {}, shutdown);

  expect(answer).toMatchObject({ why: 'unreachable', detail: expect.stringContaining('before the sandbox stopped') });
});

test('refuses an untrusted certificate, with a hint how to trust it', async () => {
  const { url, requestCount } = await startTlsServer();

  const { answer } = await request(url);

  expect([answer, requestCount()]).toMatchObject([{ kind: 'failed', why: 'unreachable' }, 0]);
  expect((answer as { readonly detail: string }).detail).toMatch(
    /^The upstream https:\/\/127\.0\.0\.1:\d+ is not trusted \(.*self.signed certificate.*\)\. .*NODE_EXTRA_CA_CERTS/,
  );
});

test.for([
  ['http to an https server', async () => (await startTlsServer()).url.replace('https:', 'http:')],
  ['https to an http server', async () => (await realServer(() => ({}))).url.replace('http:', 'https:')],
] as const)('%s is unreachable', async ([, url]) => {
  expect((await request(await url())).answer).toMatchObject({ kind: 'failed', why: 'unreachable' });
});
