import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import type { RefuseClientError } from '../../../../mock/http/out/client-error.ts';
import { refuseMalformedHttp } from '../../../../mock/http/out/client-error.ts';
import { answerIn, rawRequest, speak } from '../../../support/speak-http.ts';
import { postToken, startTestSandbox } from '../../../support/start-test-sandbox.ts';

const sandbox = await startTestSandbox();
const { url } = sandbox;
afterAll(() => sandbox.stop());

const CHUNKED = { 'Content-Length': null, 'Transfer-Encoding': 'chunked' };

test.for([
  ['what is no HTTP', Buffer.from('hello, sandbox\r\n\r\n'), 400, 'cannot be read as HTTP/1.1'],
  ['the beginning of TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), 400, 'to http:// and not https://'],
  ['two ways to end a body', rawRequest({ fields: { 'Transfer-Encoding': 'chunked' } }), 400, 'cannot be read'],
  ['a chunk without a size', rawRequest({ fields: CHUNKED, body: 'size?\r\n' }), 400, 'cannot be read'],
  ['a header without end', rawRequest({ fields: { Padding: 'x'.repeat(20_000) } }), 431, 'larger than 16384 bytes'],
  ['a URL without end', rawRequest({ target: `/${'x'.repeat(20_000)}` }), 431, 'larger than 16384 bytes'],
] as const)('answers %s in the error envelope, and serves on', async ([, bytes, status, message]) => {
  const answer = answerIn(await speak(url, bytes));

  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('content-length')).toBe(String(answer.body.length));
  expect(JSON.parse(answer.body)).toMatchObject({
    error: { code: 'bad_request', message: expect.stringContaining(message) as string },
  });
  expect((await postToken(url)).status).toBe(200);
});

const socketOf = (stream: Duplex): Socket => stream as Socket;

const refuse: RefuseClientError = (_kind, detail, status = 400) => ({ reply: { status, headers: {} }, payload: detail });

test('words it as the API does that is served', async () => {
  await using plain = await startTestSandbox({ contract: 'test/fixtures/errors.yaml' });

  const { headers, body } = answerIn(await speak(plain.url, Buffer.from('hello\r\n\r\n')));

  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('x-request-id')).toMatch(/^req_[\da-f]{24}$/);
  expect(JSON.parse(body)).toMatchObject({ title: 'not http', status: 400, code: 'not_http' });
});

test('says that a request took too long', async () => {
  const socket = new PassThrough();

  refuseMalformedHttp(Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socketOf(socket), refuse);

  const answer = answerIn(await text(socket));
  expect(answer.status).toBe(408);
  expect(answer.body).toContain('The request was not complete in time.');
});

test('answers nobody on a connection that is lost', () => {
  const socket = new PassThrough();
  socket.end();

  refuseMalformedHttp(new Error('lost'), socketOf(socket), refuse);

  expect(socket.destroyed).toBe(true);
});
