import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningSandbox } from '../../index.ts';
import { ISSUE, PRODUCTION } from '../support/a-request.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import {
  bytes,
  contentEncoding,
  contentType,
  credential,
  fieldName,
  fieldValue,
  jsonText,
  RUNS,
} from './arbitraries.ts';
import type { Client } from './client.ts';
import { clientOf } from './client.ts';
import { controlCall, overrideReply } from './control-arbitraries.ts';
import { violationIn } from './judge.ts';

let sandbox: RunningSandbox;
let client: Client;

beforeAll(async () => {
  sandbox = await startTestSandbox({ scenarios: { throttling: { limit: 1e9, planLimits: {} } } });
  client = clientOf(sandbox.url);
});

afterAll(async () => {
  client[Symbol.dispose]();
  await sandbox.stop();
});

const target = '/v1/webrtc-token';

const HEADERS = { authorization: `Bearer ${PRODUCTION}`, 'content-type': 'application/json' };

/** Checks a property, and then that the server still answers an ordinary request. */
const check = async <Case extends readonly unknown[]>(property: fc.IAsyncProperty<Case>): Promise<void> => {
  await fc.assert(property, RUNS);
  expect((await postToken(sandbox.url)).status).toBe(200);
};

test('answers any JSON body with 200 or a declared error that matches its schema', { timeout: 60_000 }, async () => {
  const key = fc.constantFrom('one', 'two', '"three"', '');

  const property = fc.asyncProperty(jsonText, credential, fc.option(key), async (body, caller, idempotencyKey) => {
    const headers = {
      ...HEADERS,
      authorization: `Bearer ${caller}`,
      ...(idempotencyKey !== null && { 'idempotency-key': idempotencyKey }),
    };

    expect(violationIn(await client.send({ target, headers, body }))).toBeUndefined();
  });

  await check(property);
});

test(
  'answers any bytes of any type with 200 or a declared error that matches its schema',
  { timeout: 60_000 },
  async () => {
    const property = fc.asyncProperty(bytes, contentType, contentEncoding, async (body, type, encoding) => {
      const headers = { ...HEADERS, 'content-type': type, ...(encoding !== null && { 'content-encoding': encoding }) };

      expect(violationIn(await client.send({ target, headers, body }))).toBeUndefined();
    });

    await check(property);
  },
);

test('answers any header fields with a status below 500', { timeout: 60_000 }, async () => {
  const fields = fc.dictionary(fieldName, fieldValue, { maxKeys: 6 });
  const path = fc.constantFrom(target, '/_sandbox/gateway/connect', '/_sandbox/overrides', '/_sandbox/health');

  const property = fc.asyncProperty(fields, path, jsonText, async (extraHeaders, anyPath, body) => {
    const response = await client.send({ target: anyPath, headers: { ...HEADERS, ...extraHeaders }, body });

    expect(response.status).toBeLessThan(500);
  });

  await check(property);
});

test('answers any control call, and the request after it, with a status below 500', { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(controlCall, async ({ method, path, body }) => {
    const response = await client.send({ method, target: `/~scratch/_sandbox${path}`, headers: HEADERS, body });
    const next = await client.send({ target: `/~scratch${target}`, headers: HEADERS, body: '{}' });

    expect(response.status).toBeLessThan(500);
    expect(next.status).toBeLessThan(500);
  });

  await check(property);
});

test('sends the status of any override that it accepted', { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(overrideReply, async (reply) => {
    const override = JSON.stringify({ operation: ISSUE, reply });
    const added = await client.send({ target: '/~forced/_sandbox/overrides', headers: HEADERS, body: override });
    const next = await client.send({ target: `/~forced${target}`, headers: HEADERS, body: '{}' });

    expect([201, 400]).toContain(added.status);
    expect(next.status).toBe(added.status === 201 ? reply.status : 400);
  });

  await check(property);
});
