import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { issueBody } from '../../../support/a-request.ts';
import { eventually } from '../../../support/eventually.ts';
import { openSocket, parseResponse, rawRequest, sendBytes, sendRequest } from '../../../support/speak-http.ts';
import { postToken, startTestSandbox } from '../../../support/start-test-sandbox.ts';

const sandbox = await startTestSandbox({ bodyLimitBytes: 100_000 });
afterAll(() => sandbox.stop());

const ORDINARY = JSON.stringify(issueBody());

const chunkedRequest = (content: string): Buffer =>
  Buffer.concat([
    rawRequest({ fields: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' }, body: '' }),
    Buffer.from(`${content.length.toString(16)}\r\n${content}\r\n0\r\n\r\n`),
  ]);

test.for([
  ['gzip', gzipSync(ORDINARY)],
  ['deflate', deflateSync(ORDINARY)],
  ['br', brotliCompressSync(ORDINARY)],
  ['identity', Buffer.from(ORDINARY)],
] as const)('decompresses a body in %s', async ([encoding, body]) => {
  const { status } = await sendRequest(sandbox.url, { fields: { 'Content-Encoding': encoding }, body });

  expect(status).toBe(200);
});

test('reads a chunked body', async () => {
  expect(parseResponse(await sendBytes(sandbox.url, chunkedRequest(ORDINARY))).status).toBe(200);
});

test.for([
  [
    'malformed JSON',
    { body: '{"from_number":' },
    'malformed_json',
    'The body is not JSON: Unexpected end of JSON input.',
  ],
  ['a body that is not UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, 'malformed_json', 'The body is not UTF-8.'],
  ['no body', { body: '' }, 'validation_error', 'The request has no body, but this operation requires one.'],
  ['no type', { fields: { 'Content-Type': null } }, 'unsupported_media_type', 'without a Content-Type header'],
  ['an empty type', { fields: { 'Content-Type': '' } }, 'unsupported_media_type', 'without a Content-Type header'],
  ['another type', { fields: { 'Content-Type': 'text/plain' } }, 'unsupported_media_type', 'A body of type text/plain'],
  [
    'a type sent twice',
    { fields: { 'Content-Type': ['application/json', 'application/json'] } },
    'unsupported_media_type',
    'Several Content-Type headers were sent. Send one.',
  ],
  [
    'another charset',
    { fields: { 'Content-Type': 'application/json; charset=iso-8859-1' } },
    'unsupported_media_type',
    'The charset of the body is iso-8859-1, but JSON must be UTF-8.',
  ],
  [
    'an unknown encoding',
    { fields: { 'Content-Encoding': 'snappy' } },
    'unsupported_media_type',
    'Send gzip, deflate, br, or none.',
  ],
  [
    'a body that is not gzip as declared',
    { fields: { 'Content-Encoding': 'gzip' }, body: ORDINARY },
    'malformed_json',
    'The body could not be read: incorrect header check.',
  ],
  [
    'truncated gzip',
    { fields: { 'Content-Encoding': 'gzip' }, body: gzipSync(ORDINARY).subarray(0, 20) },
    'malformed_json',
    'The body could not be read: unexpected end of file.',
  ],
  ['deep nesting', { body: '['.repeat(40_000) }, 'malformed_json', 'is not JSON'],
  ['deep JSON', { body: '['.repeat(40_000) + ']'.repeat(40_000) }, 'malformed_json', 'nested deeper than 100 levels'],
  [
    'a body over the limit',
    { body: 'x'.repeat(100_001) },
    'payload_too_large',
    'The body is larger than 100000 bytes.',
  ],
  [
    'a small body that decompresses to a large one',
    { fields: { 'Content-Encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000)) },
    'payload_too_large',
    'The body is larger than 100000 bytes.',
  ],
] as const)('answers %s with a declared 400 and a specific code', async ([, sketch, code, message]) => {
  const { status, body } = await sendRequest(sandbox.url, sketch);

  expect(status).toBe(400);
  expect(JSON.parse(body)).toMatchObject({
    error: { code, message: expect.stringContaining(message) as string },
  });
});

test('accepts a body of exactly the limit', async () => {
  const { body } = await sendRequest(sandbox.url, { body: ORDINARY.padEnd(100_000) });

  expect(body).toContain('"token"');
});

test('answers a chunked body over the limit', async () => {
  const answer = parseResponse(await sendBytes(sandbox.url, chunkedRequest('x'.repeat(5_000_000))));

  expect(answer.status).toBe(400);
  expect(answer.body).toContain('payload_too_large');
});

test('keeps the connection for the next request after a body over the limit', async () => {
  const tooLarge = rawRequest({ fields: { Connection: 'keep-alive' }, body: 'x'.repeat(2_000_000) });

  const received = await sendBytes(sandbox.url, Buffer.concat([tooLarge, rawRequest()]));

  expect(received).toMatch(/^HTTP\/1\.1 400 [^]+payload_too_large[^]+HTTP\/1\.1 200 /);
});

test('sends 100 Continue to a client that expects it', async () => {
  const socket = await openSocket(sandbox.url);
  const request = rawRequest({ fields: { Expect: '100-continue' } });
  const bodyAt = request.indexOf('\r\n\r\n') + 4;
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString();
  });

  socket.write(request.subarray(0, bodyAt));
  await eventually(() => received === 'HTTP/1.1 100 Continue\r\n\r\n');
  socket.write(request.subarray(bodyAt));
  await eventually(() => socket.closed);

  expect(received).toContain('HTTP/1.1 200 OK');
});

test('ignores an unknown expectation', async () => {
  expect(await sendRequest(sandbox.url, { fields: { Expect: 'a-miracle' } })).toMatchObject({ status: 200 });
});

test('records a client that disconnects in the middle of its body', async () => {
  const { url, control } = sandbox;
  const socket = await openSocket(url);
  socket.write(rawRequest({ target: '/~hung-up/v1/webrtc-token' }).subarray(0, -10));
  await eventually(() => socket.bytesWritten > 0);

  socket.destroy();

  const [entry] = await eventually(async () => {
    const entries = await control.inWorld('hung-up').requests.list();
    return entries.length > 0 && entries;
  });
  expect(entry?.request.body).toBe('unreadable: The client closed the connection before the body was complete.');
  expect((await postToken(url)).status).toBe(200);
});

test('refuses an unknown caller before it checks the body', async () => {
  const { status } = await sendRequest(sandbox.url, {
    fields: { Authorization: 'Bearer unknown' },
    body: 'x'.repeat(200_000),
  });

  expect(status).toBe(401);
});
