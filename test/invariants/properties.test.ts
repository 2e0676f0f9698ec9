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
import { faultIn } from './judge.ts';

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

/** Tries a property, and then whether the server still answers an ordinary request as ever. */
const holds = async <Case extends readonly unknown[]>(property: fc.IAsyncProperty<Case>): Promise<void> => {
  await fc.assert(property, RUNS);
  expect((await postToken(sandbox.url)).status).toBe(200);
};

test('gives any JSON body 200 or a declared error that fits its schema', { timeout: 60_000 }, async () => {
  const key = fc.constantFrom('one', 'two', '"three"', '');

  const property = fc.asyncProperty(jsonText, credential, fc.option(key), async (body, caller, given) => {
    const headers = {
      ...HEADERS,
      authorization: `Bearer ${caller}`,
      ...(given !== null && { 'idempotency-key': given }),
    };

    expect(faultIn(await client.send({ target, headers, body }))).toBeUndefined();
  });

  await holds(property);
});

test('gives any bytes of any type 200 or a declared error that fits its schema', { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(bytes, contentType, contentEncoding, async (body, type, encoding) => {
    const headers = { ...HEADERS, 'content-type': type, ...(encoding !== null && { 'content-encoding': encoding }) };

    expect(faultIn(await client.send({ target, headers, body }))).toBeUndefined();
  });

  await holds(property);
});

test('answers any header fields with less than 500', { timeout: 60_000 }, async () => {
  const fields = fc.dictionary(fieldName, fieldValue, { maxKeys: 6 });
  const path = fc.constantFrom(target, '/_sandbox/gateway/connect', '/_sandbox/overrides', '/_sandbox/health');

  const property = fc.asyncProperty(fields, path, jsonText, async (given, where, body) => {
    const answer = await client.send({ target: where, headers: { ...HEADERS, ...given }, body });

    expect(answer.status).toBeLessThan(500);
  });

  await holds(property);
});

test('answers any control call, and the request after it, with less than 500', { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(controlCall, async ({ method, path, body }) => {
    const answer = await client.send({ method, target: `/~scratch/_sandbox${path}`, headers: HEADERS, body });
    const next = await client.send({ target: `/~scratch${target}`, headers: HEADERS, body: '{}' });

    expect(answer.status).toBeLessThan(500);
    expect(next.status).toBeLessThan(500);
  });

  await holds(property);
});

test('sends the status of any override that it has taken', { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(overrideReply, async (reply) => {
    const order = JSON.stringify({ operation: ISSUE, reply });
    const taken = await client.send({ target: '/~forced/_sandbox/overrides', headers: HEADERS, body: order });
    const next = await client.send({ target: `/~forced${target}`, headers: HEADERS, body: '{}' });

    expect([201, 400]).toContain(taken.status);
    expect(next.status).toBe(taken.status === 201 ? reply.status : 400);
  });

  await holds(property);
});
