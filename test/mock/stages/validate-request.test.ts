import { expect, test } from 'vitest';
import type { JsonObject, Reply, RequestBody } from '../../../index.ts';
import { aRequest } from '../../support/a-request.ts';
import type { TinyBench } from './tiny-sandbox.ts';
import { ANYTHING, tinySandbox } from './tiny-sandbox.ts';

const taking = (schema: JsonObject, operation: JsonObject = {}): TinyBench =>
  tinySandbox({
    operation: { requestBody: { required: true, content: { 'application/json': { schema } } }, ...operation },
  });

const detailOf = ({ body }: Reply): string => (body as { readonly detail: string }).detail;

const NAMED = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
};

test('lets through what fits', () => {
  expect(taking(NAMED).send({ body: { name: 'x' } }).status).toBe(200);
});

test('tells one violation in a sentence', () => {
  const reply = taking(NAMED).send({ body: {} });

  expect(reply.status).toBe(400);
  expect(detailOf(reply)).toBe('name is required.');
});

test('tells that there are more violations than the first', () => {
  expect(detailOf(taking(NAMED).send({ body: { age: 'old' } }))).toBe('name is required (and 1 more; see fields).');
});

test('speaks of the body where it is the body itself that does not fit', () => {
  expect(detailOf(taking(NAMED).send({ body: [] }))).toBe('The body must be object, and is array.');
});

test('tells several rules that one field breaks together', () => {
  const { send } = taking({ properties: { code: { type: 'string', minLength: 3, pattern: '^a' } } });

  expect(send({ body: { code: 'b' } }).body).toMatchObject({
    errors: [
      { pointer: '#/code', detail: 'must have at least 3 characters' },
      { pointer: '#/code', detail: 'must match the pattern ^a' },
    ],
  });
});

test('checks parameters and body together', () => {
  const { send } = taking(NAMED, {
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
  });

  expect(send({ target: '/things?limit=many', body: {} }).body).toMatchObject({
    errors: [{ pointer: '#/query/limit' }, { pointer: '#/name' }],
  });
});

test('does not mind a field that is called __proto__', () => {
  const { send } = taking({ type: 'object', additionalProperties: { type: 'string' } });

  expect(send({ body: JSON.parse('{ "__proto__": 7 }') }).body).toMatchObject({ errors: [{ pointer: '#/__proto__' }] });
});

const withBody = ({ handle }: TinyBench, body: RequestBody, headers: Record<string, string> = {}): Reply =>
  handle({ ...aRequest({ target: '/things', key: null, headers }), body }).reply;

test('asks for a body that is required, and says of which type', () => {
  const reply = withBody(taking(NAMED), { kind: 'none' });

  expect(reply.status).toBe(400);
  expect(detailOf(reply)).toBe('The request has no body, and this operation needs one. Send application/json.');
});

test('asks for no body where none is required, and ignores one where none is declared', () => {
  expect(withBody(tinySandbox(), { kind: 'none' }).status).toBe(200);
  const without = tinySandbox({ operation: { requestBody: undefined } });
  expect(withBody(without, { kind: 'other', mediaType: 'text/plain', bytes: 3 }).status).toBe(200);
  expect(without.send({ body: { any: 'thing' } }).status).toBe(200);
});

test.for([
  [{ kind: 'other', mediaType: 'text/plain', bytes: 3 }, 'A body of type text/plain was sent.'],
  [{ kind: 'other', mediaType: undefined, bytes: 3 }, 'A body was sent without a Content-Type header.'],
  [
    { kind: 'json', mediaType: 'application/merge-patch+json', value: {}, bytes: 2 },
    'A body of type application/merge-patch+json was sent.',
  ],
] as const)('refuses %j, which is of a type that is not declared', ([body, found]) => {
  const reply = withBody(taking(NAMED), body);

  expect(reply).toMatchObject({ status: 415, headers: { accept: 'application/json' } });
  expect(detailOf(reply)).toBe(`${found} Send "Content-Type: application/json".`);
});

test('takes a body of a declared type that is not JSON as it is', () => {
  const bench = tinySandbox({ operation: { requestBody: { content: { 'text/*': { schema: NAMED } } } } });

  expect(withBody(bench, { kind: 'other', mediaType: 'text/plain', bytes: 3 }).status).toBe(200);
});

test.for([
  ['malformed_body', 400],
  ['body_too_large', 413],
  ['unsupported_media_type', 415],
] as const)('refuses a body that could not be read: %s', ([fault, status]) => {
  const reply = withBody(taking(NAMED), { kind: 'unreadable', fault, detail: 'Why.', bytes: 3 });

  expect(reply.status).toBe(status);
  expect(detailOf(reply)).toBe('Why.');
});

test('falls back to 400, or 422, where an operation declares no status of its own for it', () => {
  const large: RequestBody = { kind: 'unreadable', fault: 'body_too_large', detail: 'Why.', bytes: 3 };

  expect(withBody(taking(NAMED, { responses: { 200: ANYTHING, 400: ANYTHING } }), large).status).toBe(400);
  expect(withBody(taking(NAMED, { responses: { 200: ANYTHING, 422: ANYTHING } }), large).status).toBe(422);
  expect(withBody(taking(NAMED, { responses: { 200: ANYTHING, 413: ANYTHING } }), large).status).toBe(413);
});

test.for([
  'application/json',
  'APPLICATION/JSON',
  'application/*;q=0.1',
  'text/html, */*',
  'text/html;q=0.9, application/json;q=0.1',
  '',
  'garbage',
])('answers in JSON to "Accept: %s"', (accept) => {
  expect(tinySandbox().send({ headers: { accept } }).status).toBe(200);
});

test.for(['text/html', 'application/json;q=0', 'application/xml, text/*'])(
  'cannot answer to "Accept: %s"',
  (accept) => {
    const reply = tinySandbox().send({ headers: { accept } });

    expect(reply.status).toBe(406);
    expect(detailOf(reply)).toBe(
      'The Accept header names no media type that this operation has. Send "Accept: application/json".',
    );
  },
);

test.for([
  ['a wildcard', { 200: { description: 'x', content: { '*/*': {} } } }],
  ['nothing', { 204: { description: 'x' } }],
] as const)('is never at a loss for a type where the contract declares %s', ([, responses]) => {
  expect(tinySandbox({ operation: { responses } }).send({ headers: { accept: 'text/html' } }).status).toBeLessThan(300);
});
