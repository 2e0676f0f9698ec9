import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { Fetched } from '../../../../mock/http/out/fetch-upstream.ts';
import { fetchUpstream } from '../../../../mock/http/out/fetch-upstream.ts';
import type { UpstreamLimits } from '../../../../mock/upstream/upstream.ts';
import type { Canned } from '../../../support/real-server.ts';
import { realServer } from '../../../support/real-server.ts';
import { startTlsServer } from '../../../support/tls-server.ts';

const ask = (url: string, limits: Partial<UpstreamLimits> = {}, shutdown = new AbortController()): Promise<Fetched> =>
  fetchUpstream(
    { method: 'GET', url, headers: [], limits: { timeoutMs: 10_000, bodyLimitBytes: 10_000, ...limits } },
    undefined,
    shutdown.signal,
  );

/** What a server's answer comes to. */
const answerTo = async (canned: Canned, limits: Partial<UpstreamLimits> = {}): Promise<Fetched['answer']> =>
  (await ask((await realServer(() => canned)).url, limits)).answer;

/** A server that speaks in bytes to whoever has sent something. */
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
])('unpacks %s', async ([coding, body]) => {
  const answer = await answerTo({ headers: { ...JSON_TYPE, 'content-encoding': coding }, body });

  expect(answer).toMatchObject({
    kind: 'reply',
    body: { kind: 'value', value: { text: 'hello' }, bytes: HELLO.length },
  });
  // Of the bytes as they came length and coding were true, and of these no more.
  const names = answer.kind === 'reply' ? [...answer.headers.keys()] : [];
  expect(names.filter((name) => name.startsWith('content-'))).toEqual(['content-type']);
});

const ZEROS = Buffer.alloc(20_000_000);

test.for<readonly [coding: string, body: Buffer]>([
  ['gzip', gzipSync(ZEROS)],
  ['deflate', deflateSync(ZEROS)],
  ['br', brotliCompressSync(ZEROS)],
  ['br, gzip', gzipSync(brotliCompressSync(ZEROS))],
])('cuts off what %s packs small, and is large', async ([coding, body]) => {
  const answer = await answerTo({ headers: { 'content-encoding': coding }, body }, { bodyLimitBytes: 100_000 });

  expect(body.length).toBeLessThan(100_000);
  expect(answer).toMatchObject({ kind: 'failed', why: 'unreadable', detail: expect.stringContaining('100000 bytes') });
});

test.for<readonly [coding: string, body: string | Buffer, detail: string]>([
  ['gzip', 'no gzip', 'sent what is not gzip'],
  ['br', gzipSync(HELLO), 'sent what is not br'],
  ['gzip', gzipSync(HELLO).subarray(0, 12), 'sent what is not gzip'],
  ['zstd', 'in another coding', 'packed its body as zstd, though it was asked not to'],
])('cannot unpack %s of %o, and says so', async ([coding, body, detail]) => {
  const answer = await answerTo({ headers: { 'content-encoding': coding }, body });

  expect(answer).toMatchObject({ kind: 'failed', why: 'unreadable', detail: expect.stringContaining(detail) });
});

test.for<readonly [what: string, canned: Canned, body: object]>([
  ['nothing', {}, { kind: 'none' }],
  ['text', { headers: { 'content-type': 'text/plain' }, body: 'hé' }, { kind: 'value', value: 'hé', bytes: 3 }],
  ['XML', { headers: { 'content-type': 'application/atom+xml' }, body: '<a/>' }, { kind: 'value', value: '<a/>' }],
  [
    'text that is not UTF-8',
    { headers: { 'content-type': 'text/plain' }, body: Buffer.from([0xe9]) },
    { kind: 'opaque' },
  ],
  ['bytes', { headers: { 'content-type': 'image/png' }, body: 'png' }, { kind: 'opaque', bytes: 3 }],
  ['what has no type', { body: HELLO }, { kind: 'opaque' }],
  [
    'broken JSON',
    { headers: JSON_TYPE, body: '{"a":' },
    { kind: 'unreadable', detail: expect.stringContaining('not JSON') },
  ],
])('understands $0 as far as it can be', async ([, canned, body]) => {
  expect(await answerTo(canned)).toMatchObject({ kind: 'reply', body });
});

test('bytes come back as they were, whatever they mean', async () => {
  const { url } = await realServer(() => ({ headers: JSON_TYPE, body: '{"a": 1.0' }));

  expect((await ask(url)).bytes.toString()).toBe('{"a": 1.0');
});

test.for<readonly [what: string, said: string, detail: string]>([
  ['speaks no HTTP', 'HELO there\r\n\r\n', 'Parse Error'],
  ['hangs up before it answers', '', 'socket hang up'],
  ['hangs up in the middle', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', 'aborted'],
])('a server that $0 cannot be reached, or broke off', async ([, said, detail]) => {
  const url = await rawServer((socket) => socket.end(said));

  const { answer, bytes } = await ask(url);

  expect(answer).toMatchObject({ kind: 'failed', why: 'unreachable', detail: expect.stringContaining(detail) });
  expect(answer).toMatchObject({
    detail: expect.stringContaining(`The upstream ${url} cannot be reached, or broke off`),
  });
  expect(bytes).toHaveLength(0);
});

test('a server that begins its answer, and does not end it, is too slow', async () => {
  const url = await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'));

  const { answer } = await ask(url, { timeoutMs: 100 });

  expect(answer).toMatchObject({ why: 'timed_out', detail: expect.stringContaining('did not answer within 0.1 s') });
});

test('a sandbox that stops does not wait for an answer', async () => {
  const shutdown = new AbortController();
  const url = await rawServer(() => shutdown.abort());

  const { answer } = await ask(url, {}, shutdown);

  expect(answer).toMatchObject({ why: 'unreachable', detail: expect.stringContaining('since the sandbox stops') });
});

test('a certificate that nobody vouches for is refused, and the text says how to trust it', async () => {
  const { url, asked } = await startTlsServer();

  const { answer } = await ask(url);

  expect([answer, asked()]).toMatchObject([{ kind: 'failed', why: 'unreachable' }, 0]);
  expect((answer as { readonly detail: string }).detail).toMatch(
    /^The upstream https:\/\/127\.0\.0\.1:\d+ is not trusted \(.*self.signed certificate.*\)\. .*NODE_EXTRA_CA_CERTS/,
  );
});

test.for([
  ['http to a server of https', async () => (await startTlsServer()).url.replace('https:', 'http:')],
  ['https to a server of http', async () => (await realServer(() => ({}))).url.replace('http:', 'https:')],
] as const)('%s is not reached', async ([, url]) => {
  expect((await ask(await url())).answer).toMatchObject({ kind: 'failed', why: 'unreachable' });
});
