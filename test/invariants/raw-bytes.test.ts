import fc from 'fast-check';
import { METHODS } from 'node:http';
import { expect, test } from 'vitest';
import { rawRequest, sendBytes } from '../support/speak-http.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import { fieldLines, rawBytes, RUNS } from './arbitraries.ts';

const REST = Buffer.from('Host: localhost\r\nContent-Type: application/json\r\n\r\n');

/** Sends the first bytes of a request, completes it, and sends another one with `Connection: close`. */
const statusesFor = async (url: string, firstBytes: Buffer): Promise<readonly number[]> => {
  const received = await sendBytes(url, Buffer.concat([firstBytes, REST, rawRequest({ target: '/' })]));
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
};

/** Checks that no request with such first bytes gets a 5xx, and returns the status of an ordinary request after them. */
const statusAfter = async (starts: fc.Arbitrary<Buffer>): Promise<number> => {
  await using sandbox = await startTestSandbox();
  const property = fc.asyncProperty(starts, async (firstBytes) => {
    const statuses = await statusesFor(sandbox.url, firstBytes);
    return statuses.every((status) => status < 500);
  });
  await fc.assert(property, RUNS);
  return (await postToken(sandbox.url)).status;
};

test(
  'answers any bytes as a target with a status below 500, or closes the connection',
  { timeout: 60_000 },
  async () => {
    const lines = fc
      .tuple(fc.constantFrom(...METHODS), rawBytes)
      .map(([method, target]) => Buffer.concat([Buffer.from(`${method} /`), target, Buffer.from(' HTTP/1.1\r\n')]));

    expect(await statusAfter(lines)).toBe(200);
  },
);

test(
  'answers any bytes as header fields with a status below 500, or closes the connection',
  { timeout: 60_000 },
  async () => {
    const heads = fc
      .oneof(rawBytes, fieldLines)
      .map((fields) => Buffer.concat([Buffer.from('POST /v1/webrtc-token HTTP/1.1\r\n'), fields]));

    expect(await statusAfter(heads)).toBe(200);
  },
);

test('answers any bytes at all with a status below 500, or closes the connection', { timeout: 60_000 }, async () => {
  expect(await statusAfter(rawBytes)).toBe(200);
});
