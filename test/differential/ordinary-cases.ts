import { BRAVO, DEMO, REVOKED, SDK_TEST } from '../support/a-request.ts';
import type { Case, Sketch } from './case.ts';
import { bearer, bodyOf, KEYED } from './case.ts';

const typed = (type: string): Sketch => ({ headers: { 'content-type': type } });

export const successes: readonly Case[] = [
  { name: 'a token for a production key', status: 200 },
  { name: 'a token for the key of the SDK’s tests', request: { authorization: bearer(SDK_TEST) }, status: 200 },
  { name: 'a token for a demo key', request: { authorization: bearer(DEMO) }, status: 200 },
  {
    name: 'a token for another organization',
    request: { authorization: bearer(BRAVO), body: bodyOf('+14155550110', '+14155550150') },
    status: 200,
  },
  { name: 'a token with a charset named', request: typed('application/json; charset=utf-8'), status: 200 },
  { name: 'a token to any media type that is accepted', request: { headers: { accept: '*/*' } }, status: 200 },
  { name: 'a token under an idempotency key', request: KEYED, status: 200 },
  { name: 'a replay', setup: (_control, issue) => issue(KEYED), request: KEYED, status: 200 },
  {
    name: 'a replay under the same key in quotes',
    setup: (_control, issue) => issue(KEYED),
    request: { headers: { 'idempotency-key': '"key-1"' } },
    status: 200,
  },
  {
    name: 'a replay of a token that has ended',
    setup: async ({ gateway }, issue) => {
      const token = await issue(KEYED);
      await gateway.connect(token);
      await gateway.hangup(token);
    },
    request: KEYED,
    status: 200,
  },
];

/** Bodies that are JSON but not valid for the operation. */
const badBodies = {
  'an empty object': '{}',
  'one field of two': '{"to_number":"+14155550110"}',
  'a number that is not E.164': bodyOf('4155550110'),
  'a field of another type': '{"from_number":"+14155550100","to_number":14155550110}',
  'a null field': '{"from_number":"+14155550100","to_number":null}',
  'an unknown field': '{"from_number":"+14155550100","to_number":"+14155550110","record":true}',
  'an array': '[]',
  'a number': '1',
};

export const badRequests: readonly Case[] = [
  ...Object.entries(badBodies).map(([name, text]): Case => ({
    name: `an invalid body: ${name}`,
    request: { body: text },
    status: 400,
    code: 'validation_error',
  })),
  { name: 'no body', request: { body: null }, status: 400, code: 'validation_error' },
  {
    name: 'a body that is nested too deep',
    request: { body: `${'['.repeat(101)}${']'.repeat(101)}` },
    status: 400,
    code: 'malformed_json',
  },
  { name: 'a body of another type', request: typed('text/plain'), status: 400, code: 'unsupported_media_type' },
  {
    name: 'a body in another charset',
    request: typed('application/json; charset=iso-8859-1'),
    status: 400,
    code: 'unsupported_media_type',
  },
  {
    name: 'an Accept header that cannot be satisfied',
    request: { headers: { accept: 'text/html' } },
    status: 400,
    code: 'not_acceptable',
  },
  {
    name: 'a body that is too large',
    request: { body: JSON.stringify(['x'.repeat(1024 * 1024)]) },
    status: 400,
    code: 'payload_too_large',
  },
  {
    name: 'an empty idempotency key',
    request: { headers: { 'idempotency-key': '' } },
    status: 400,
    code: 'idempotency_key_invalid',
  },
  {
    name: 'an idempotency key that is too long',
    request: { headers: { 'idempotency-key': 'k'.repeat(256) } },
    status: 400,
    code: 'idempotency_key_invalid',
  },
];

/** Values of `Authorization` that are refused. */
const badCredentials = {
  'no credential': null,
  'an unknown key': bearer('revdesk_0'),
  'a revoked key': bearer(REVOKED),
  'another scheme': 'Basic cnZfdGVzdA==',
  'a scheme alone': 'Bearer',
};

export const unauthorized: readonly Case[] = [
  ...Object.entries(badCredentials).map(([name, authorization]): Case => ({
    name,
    request: { authorization },
    status: 401,
    code: 'unauthorized',
  })),
  {
    name: 'a calling token in place of a key',
    setup: (_control, issue) => issue(),
    request: (token) => ({ authorization: bearer(String(token)) }),
    status: 401,
    code: 'unauthorized',
  },
];
