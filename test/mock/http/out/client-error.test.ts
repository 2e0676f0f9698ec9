import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import type { RefuseClientError } from '../../../../mock/http/out/client-error.ts';
import { refuseMalformedHttp } from '../../../../mock/http/out/client-error.ts';
import { parseResponse, rawRequest, sendBytes } from '../../../support/speak-http.ts';
import { postToken, startTestSandbox } from '../../../support/start-test-sandbox.ts';

const sandbox = await startTestSandbox();
const { url } = sandbox;
afterAll(() => sandbox.stop());

const CHUNKED = { 'Content-Length': null, 'Transfer-Encoding': 'chunked' };

test.for([
  ['bytes that are not HTTP', Buffer.from('hello, sandbox\r\n\r\n'), 400, 'is not valid HTTP/1.1'],
  ['the beginning of TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), 400, 'http:// instead of https://'],
  ['two ways to end a body', rawRequest({ fields: { 'Transfer-Encoding': 'chunked' } }), 400, 'is not valid HTTP/1.1'],
  ['a chunk without a size', rawRequest({ fields: CHUNKED, body: 'size?\r\n' }), 400, 'is not valid HTTP/1.1'],
  [
    'a header that is too large',
    rawRequest({ fields: { Padding: 'x'.repeat(20_000) } }),
    431,
    'larger than 16384 bytes',
  ],
  ['a URL that is too large', rawRequest({ target: `/${'x'.repeat(20_000)}` }), 431, 'larger than 16384 bytes'],
] as const)('answers %s in the error envelope, and keeps serving', async ([, bytes, status, message]) => {
  const answer = parseResponse(await sendBytes(url, bytes));

  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('content-length')).toBe(String(answer.body.length));
  expect(JSON.parse(answer.body)).toMatchObject({
    error: { code: 'bad_request', message: expect.stringContaining(message) as string },
  });
  expect((await postToken(url)).status).toBe(200);
});

const socketOf = (stream: Duplex): Socket => stream as Socket;

const refuse: RefuseClientError = (_kind, detail, status = 400) => ({
  reply: { status, headers: {} },
  payload: detail,
});

test('uses the error format of the contract', async () => {
  await using plain = await startTestSandbox({ contract: 'test/fixtures/errors.yaml' });

  const { headers, body } = parseResponse(await sendBytes(plain.url, Buffer.from('hello\r\n\r\n')));

  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('x-request-id')).toMatch(/^req_[\da-f]{24}$/);
  expect(JSON.parse(body)).toMatchObject({ title: 'not http', status: 400, code: 'not_http' });
});

test('answers 408 to a request that took too long', async () => {
  const socket = new PassThrough();

  refuseMalformedHttp(
    Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
    socketOf(socket),
    refuse,
  );

  const answer = parseResponse(await text(socket));
  expect(answer.status).toBe(408);
  expect(answer.body).toContain('The request was not complete in time.');
});

test('does not answer on a lost connection', () => {
  const socket = new PassThrough();
  socket.end();

  refuseMalformedHttp(new Error('lost'), socketOf(socket), refuse);

  expect(socket.destroyed).toBe(true);
});
