import fc from 'fast-check';
import { METHODS } from 'node:http';
import { expect, test } from 'vitest';
import { rawRequest, speak } from '../support/speak-http.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import { fieldLines, rawBytes, RUNS } from './arbitraries.ts';

const REST = Buffer.from('Host: localhost\r\nContent-Type: application/json\r\n\r\n');

/** Sends the beginning of a request, completes it, and sends another that asks for the connection to be closed. */
const statusesFor = async (url: string, initialChanges: Buffer): Promise<readonly number[]> => {
  const received = await speak(url, Buffer.concat([initialChanges, REST, rawRequest({ target: '/' })]));
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
};

/** Tries beginnings of requests, none of which may yield a 5xx; then what an ordinary request gets. */
const statusAfter = async (beginnings: fc.Arbitrary<Buffer>): Promise<number> => {
  await using sandbox = await startTestSandbox();
  const property = fc.asyncProperty(beginnings, async (initialChanges) => {
    const statuses = await statusesFor(sandbox.url, initialChanges);
    return statuses.every((status) => status < 500);
  });
  await fc.assert(property, RUNS);
  return (await postToken(sandbox.url)).status;
};

test('answers any bytes as a target with less than 500, or hangs up', { timeout: 60_000 }, async () => {
  const lines = fc
    .tuple(fc.constantFrom(...METHODS), rawBytes)
    .map(([method, target]) => Buffer.concat([Buffer.from(`${method} /`), target, Buffer.from(' HTTP/1.1\r\n')]));

  expect(await statusAfter(lines)).toBe(200);
});

test('answers any bytes as header fields with less than 500, or hangs up', { timeout: 60_000 }, async () => {
  const heads = fc
    .oneof(rawBytes, fieldLines)
    .map((fields) => Buffer.concat([Buffer.from('POST /v1/webrtc-token HTTP/1.1\r\n'), fields]));

  expect(await statusAfter(heads)).toBe(200);
});

test('answers any bytes at all with less than 500, or hangs up', { timeout: 60_000 }, async () => {
  expect(await statusAfter(rawBytes)).toBe(200);
});
