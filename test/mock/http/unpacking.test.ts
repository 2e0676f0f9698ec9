import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { postToken, startTestSandbox } from '../../support/start-test-sandbox.ts';

/** The reply that a client gets through the sandbox from a server that sends these bytes with this content coding. */
const forwardedReply = async (coding: string, bytes: Buffer): Promise<readonly [status: number, text: string]> => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding }).end(bytes);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using sandbox = await startTestSandbox({ upstream: { url } });
  const response = await postToken(sandbox.url);
  const reply = [response.status, await response.text()] as const;
  server.close();
  return reply;
};

const TEXT = '{"data":{}}';

test.for([
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['identity', Buffer.from(TEXT)],
  ['deflate, gzip', gzipSync(deflateSync(TEXT))],
] as const)('decompresses %s', async ([coding, bytes]) => {
  expect(await forwardedReply(coding, bytes)).toEqual([200, TEXT]);
});

test.for([
  ['bytes that do not match their coding', 'gzip', Buffer.from(TEXT)],
  ['an unknown coding', 'rot13', Buffer.from(TEXT)],
] as const)('answers 502 for %s', async ([, coding, bytes]) => {
  expect((await forwardedReply(coding, bytes))[0]).toBe(502);
});

test('answers 502 for a body that decompresses beyond the limit', async () => {
  expect((await forwardedReply('gzip', gzipSync(Buffer.alloc(30 * 1024 * 1024))))[0]).toBe(502);
});
