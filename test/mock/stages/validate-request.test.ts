import { expect, test } from 'vitest';
import type { JsonObject, Reply, RequestBody } from '../../../mock/index.ts';
import { aRequest } from '../../support/a-request.ts';
import type { TinyHarness } from './tiny-sandbox.ts';
import { ANYTHING, tinySandbox } from './tiny-sandbox.ts';

const withBodySchema = (schema: JsonObject, operation: JsonObject = {}): TinyHarness =>
  tinySandbox({
    operation: { requestBody: { required: true, content: { 'application/json': { schema } } }, ...operation },
  });

const detailOf = ({ body }: Reply): string => (body as { readonly detail: string }).detail;

const NAMED = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
};

test('accepts a valid request', () => {
  expect(withBodySchema(NAMED).send({ body: { name: 'x' } }).status).toBe(200);
});

test('describes one violation in a sentence', () => {
  const reply = withBodySchema(NAMED).send({ body: {} });

  expect(reply.status).toBe(400);
  expect(detailOf(reply)).toBe('name is required.');
});

test('reports that there are more violations than the first', () => {
  expect(detailOf(withBodySchema(NAMED).send({ body: { age: 'old' } }))).toBe(
    'name is required (and 1 more; see fields).',
  );
});

test('names the body if the body itself is invalid', () => {
  expect(detailOf(withBodySchema(NAMED).send({ body: [] }))).toBe('The body must be object, and is array.');
});

test('reports several rules that one field breaks', () => {
  const { send } = withBodySchema({ properties: { code: { type: 'string', minLength: 3, pattern: '^a' } } });

  expect(send({ body: { code: 'b' } }).body).toMatchObject({
    errors: [
      { pointer: '#/code', detail: 'must have at least 3 characters' },
      { pointer: '#/code', detail: 'must match the pattern ^a' },
    ],
  });
});

test('checks parameters and body together', () => {
  const { send } = withBodySchema(NAMED, {
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
  });

  expect(send({ target: '/things?limit=many', body: {} }).body).toMatchObject({
    errors: [{ pointer: '#/query/limit' }, { pointer: '#/name' }],
  });
});

test('validates a field called __proto__', () => {
  const { send } = withBodySchema({ type: 'object', additionalProperties: { type: 'string' } });

  expect(send({ body: JSON.parse('{ "__proto__": 7 }') }).body).toMatchObject({ errors: [{ pointer: '#/__proto__' }] });
});

const sendBody = ({ handle }: TinyHarness, body: RequestBody, headers: Record<string, string> = {}): Reply =>
  handle({ ...aRequest({ target: '/things', key: null, headers }), body }).reply;

test('requires a required body, and names its media type', () => {
  const reply = sendBody(withBodySchema(NAMED), { kind: 'none' });

  expect(reply.status).toBe(400);
  expect(detailOf(reply)).toBe('The request has no body, but this operation requires one. Send application/json.');
});

test('accepts a missing optional body, and ignores an undeclared one', () => {
  expect(sendBody(tinySandbox(), { kind: 'none' }).status).toBe(200);
  const without = tinySandbox({ operation: { requestBody: undefined } });
  expect(sendBody(without, { kind: 'other', mediaType: 'text/plain', bytes: 3 }).status).toBe(200);
  expect(without.send({ body: { any: 'thing' } }).status).toBe(200);
});

test.for([
  [{ kind: 'other', mediaType: 'text/plain', bytes: 3 }, 'A body of type text/plain was sent.'],
  [{ kind: 'other', mediaType: undefined, bytes: 3 }, 'A body was sent without a Content-Type header.'],
  [
    { kind: 'json', mediaType: 'application/merge-patch+json', value: {}, bytes: 2 },
    'A body of type application/merge-patch+json was sent.',
  ],
] as const)('refuses %j, which has an undeclared type', ([body, found]) => {
  const reply = sendBody(withBodySchema(NAMED), body);

  expect(reply).toMatchObject({ status: 415, headers: { accept: 'application/json' } });
  expect(detailOf(reply)).toBe(`${found} Send "Content-Type: application/json".`);
});

test('accepts a body of a declared type that is not JSON', () => {
  const sandbox = tinySandbox({ operation: { requestBody: { content: { 'text/*': { schema: NAMED } } } } });

  expect(sendBody(sandbox, { kind: 'other', mediaType: 'text/plain', bytes: 3 }).status).toBe(200);
});

test.for([
  ['malformed_body', 400],
  ['body_too_large', 413],
  ['unsupported_media_type', 415],
] as const)('refuses a body that could not be read: %s', ([fault, status]) => {
  const reply = sendBody(withBodySchema(NAMED), { kind: 'unreadable', fault, detail: 'Why.', bytes: 3 });

  expect(reply.status).toBe(status);
  expect(detailOf(reply)).toBe('Why.');
});

test('falls back to 400 or 422 if the operation does not declare the status', () => {
  const large: RequestBody = { kind: 'unreadable', fault: 'body_too_large', detail: 'Why.', bytes: 3 };

  expect(sendBody(withBodySchema(NAMED, { responses: { 200: ANYTHING, 400: ANYTHING } }), large).status).toBe(400);
  expect(sendBody(withBodySchema(NAMED, { responses: { 200: ANYTHING, 422: ANYTHING } }), large).status).toBe(422);
  expect(sendBody(withBodySchema(NAMED, { responses: { 200: ANYTHING, 413: ANYTHING } }), large).status).toBe(413);
});

test.for([
  'application/json',
  'APPLICATION/JSON',
  'application/*;q=0.1',
  'text/html, */*',
  'text/html;q=0.9, application/json;q=0.1',
  '',
  'garbage',
])('answers with JSON to "Accept: %s"', (accept) => {
  expect(tinySandbox().send({ headers: { accept } }).status).toBe(200);
});

test.for(['text/html', 'application/json;q=0', 'application/xml, text/*'])(
  'cannot answer to "Accept: %s"',
  (accept) => {
    const reply = tinySandbox().send({ headers: { accept } });

    expect(reply.status).toBe(406);
    expect(detailOf(reply)).toBe(
      `The Accept header names none of this operation's media types. Send "Accept: application/json".`,
    );
  },
);

test.for([
  ['a wildcard', { 200: { description: 'x', content: { '*/*': {} } } }],
  ['nothing', { 204: { description: 'x' } }],
] as const)('accepts any Accept header if the contract declares %s', ([, responses]) => {
  expect(tinySandbox({ operation: { responses } }).send({ headers: { accept: 'text/html' } }).status).toBeLessThan(300);
});
