import { expect, test } from 'vitest';
import type { JsonObject, Refusal, Reply } from '../../../mock/index.ts';
import { errorReply } from '../../../mock/packs/error-body.ts';
import { aContract } from '../contract/a-contract.ts';

const REFUSAL: Refusal = { kind: 'not_found', detail: 'No pet is called Rex.' };

/** The error reply for a declared response. */
const errorFor = (response: JsonObject, refusal: Refusal = REFUSAL): Reply => {
  const [operation] = aContract({ operation: { responses: { 404: response } } }).operations;
  return errorReply(refusal, 404, operation);
};

const closed = (properties: JsonObject): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

const text = { type: 'string' };
const number = { type: 'integer' };

test.for<[string, JsonObject, unknown]>([
  [
    'code and message in an error',
    closed({ error: closed({ code: text, message: text }) }),
    { error: { code: 'not_found', message: REFUSAL.detail } },
  ],
  ['a message in an error', closed({ error: closed({ message: text }) }), { error: { message: REFUSAL.detail } }],
  ['code and message', closed({ code: text, message: text }), { code: 'not_found', message: REFUSAL.detail }],
  ['the status as a code', closed({ code: number, message: text }), { code: 404, message: REFUSAL.detail }],
  ['status and message', closed({ status: number, message: text }), { status: 404, message: REFUSAL.detail }],
  ['a message', closed({ message: text }), { message: REFUSAL.detail }],
  [
    'a list of errors',
    closed({ errors: { type: 'array', items: closed({ code: text, message: text }) } }),
    { errors: [{ code: 'not_found', message: REFUSAL.detail }] },
  ],
  [
    'a list of messages',
    closed({ errors: { type: 'array', items: closed({ message: text }) } }),
    { errors: [{ message: REFUSAL.detail }] },
  ],
  ['an error that is a text', closed({ error: text }), { error: REFUSAL.detail }],
  ['a detail', closed({ detail: text }), { detail: REFUSAL.detail }],
  ['properties that are all optional', { properties: { message: text } }, { message: REFUSAL.detail }],
  [
    'properties combined by allOf',
    { allOf: [{ properties: { code: text } }, { properties: { message: text } }] },
    { code: 'not_found', message: REFUSAL.detail },
  ],
])('fills in a declared error with %s', ([, schema, body]) => {
  expect(errorFor({ content: { 'application/json': { schema } } })).toEqual({
    status: 404,
    headers: { 'content-type': 'application/json' },
    body,
  });
});

test.for<[string, JsonObject, unknown]>([
  [
    'other names',
    closed({ errorCode: text, error_description: text, statusCode: number }),
    { errorCode: 'not_found', error_description: REFUSAL.detail, statusCode: 404 },
  ],
  ['a status that is a text', closed({ http_status: text, msg: text }), { http_status: '404', msg: REFUSAL.detail }],
  [
    'a code from the status',
    closed({ code: { enum: ['404', '500'] }, reason: text }),
    { code: '404', reason: REFUSAL.detail },
  ],
  ['a constant code', closed({ code: { const: 'E17' }, msg: text }), { code: 'E17', msg: REFUSAL.detail }],
  ['a message that must be short', closed({ msg: { type: 'string', enum: ['No.'] } }), { msg: 'No.' }],
  ['unrelated names', closed({ oops: { const: true } }), { oops: true }],
])('fills in known values in an unknown error format: %s', ([, schema, body]) => {
  expect(errorFor({ content: { 'application/json': { schema } } }).body).toEqual(body);
});

test('replaces known values in a declared example', () => {
  const schema = { required: ['faults'], properties: { faults: { type: 'array' } } };
  const example = {
    faults: [{ status: 500, code: 'oops', message: 'Oops.', hint: 'Try again.', seen: [null, 'twice'] }],
  };

  expect(errorFor({ content: { 'application/json': { schema, example } } }).body).toEqual({
    faults: [{ status: 404, code: 'not_found', message: REFUSAL.detail, hint: 'Try again.', seen: [null, 'twice'] }],
  });
});

test('writes nothing onto the prototype of objects for a property that is called __proto__', () => {
  const properties = JSON.parse(
    '{"__proto__":{"type":"object","properties":{"message":{"type":"string"}}}}',
  ) as JsonObject;

  errorFor({ content: { 'application/json': { schema: { type: 'object', properties } } } });

  expect(Object.hasOwn(Object.prototype, 'message')).toBe(false);
});

test('uses the reason of a refusal as the code', () => {
  const schema = closed({ code: text, message: text });

  expect(
    errorFor({ content: { 'application/json': { schema } } }, { ...REFUSAL, reason: 'pet_gone' }).body,
  ).toMatchObject({ code: 'pet_gone' });
});

test.for<[string, JsonObject]>([
  ['no content', {}],
  ['a schema without a valid value', { content: { 'application/json': { schema: false } } }],
])('falls back to a problem document where the contract declares $0', ([, response]) => {
  expect(errorFor(response)).toMatchObject({
    status: 404,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: 'about:blank', title: 'not found', status: 404, detail: REFUSAL.detail, code: 'not_found' },
  });
});

test.for<[string, JsonObject, string, unknown]>([
  ['without a schema', { 'application/json': {} }, 'application/json', expect.objectContaining({ status: 404 })],
  [
    'for any media type',
    { '*/*': { schema: closed({ message: text }) } },
    'application/json',
    { message: REFUSAL.detail },
  ],
  [
    'after a media type that is not JSON',
    { 'text/html': {}, 'application/vnd.api+json': { schema: closed({ message: text }) } },
    'application/vnd.api+json',
    { message: REFUSAL.detail },
  ],
  [
    'that need not be an object',
    { 'application/json': { schema: { type: ['string', 'object'], minLength: 1 } } },
    'application/json',
    expect.objectContaining({ status: 404 }),
  ],
])('fills in an error $0', ([, content, type, body]) => {
  expect(errorFor({ content })).toEqual({ status: 404, headers: { 'content-type': type }, body });
});

test('writes an object for a text/plain error with an object schema', () => {
  const schema = closed({ message: text });

  expect(errorFor({ content: { 'text/plain': { schema } } }).body).toEqual({ message: REFUSAL.detail });
  expect(errorFor({ content: { 'text/plain': { schema: text } } }).body).toBe(REFUSAL.detail);
});
