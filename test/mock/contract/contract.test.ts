import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { ContractDocument, readContract } from '../../../mock/index.ts';
import { aContract, aDocument, contractProblems, NO_CONTENT } from './a-contract.ts';

const PUT = '/paths/~1things/put';

const problemsOf = (operation: JsonObject, components = {}): readonly string[] =>
  contractProblems({ operation, components }).map((problem) => problem.replace('things.json#', ''));

test('reads operations in the order of the document, and finds them by id', () => {
  const operation = { responses: NO_CONTENT };
  const contract = aContract({
    paths: {
      '/b': { get: { ...operation, operationId: 'b' }, 'x-note': {} },
      '/a': { post: operation },
      'x-group': {},
    },
  });

  expect(contract.operations.map(({ id, method, path }) => [id, method, path])).toEqual([
    ['b', 'GET', '/b'],
    ['post /a', 'POST', '/a'],
  ]);
  expect(contract.operation('post /a')).toBe(contract.operations[1]);
  expect(contract.operation('constructor')).toBeUndefined();
});

test('has a title, and a default title', () => {
  expect(aContract().title).toBe('Things');
  expect(aContract({ root: { info: {} } }).title).toBe('Untitled API');
  expect(aContract({ root: { info: null } }).title).toBe('Untitled API');
});

test('keeps the summary of an operation', () => {
  expect(aContract({ operation: { summary: 'Puts.' } }).operations[0]?.summary).toBe('Puts.');
  expect(aContract().operations[0]?.summary).toBe('');
});

test('reads a path item behind a reference', () => {
  const components = { pathItems: { Things: { get: { responses: NO_CONTENT } } } };
  const contract = aContract({ paths: { '/things': { $ref: '#/components/pathItems/Things' } }, components });

  expect(contract.operations.map(({ id, pointer }) => [id, pointer])).toEqual([
    ['get /things', '/components/pathItems/Things/get'],
  ]);
});

test.for<[string, JsonObject, string]>([
  ['a misspelled status', { responses: { 20: {} } }, `${PUT}/responses/20: is not a valid status`],
  [
    'a response with a dangling reference',
    { responses: { 200: { $ref: '#/components/responses/Done' } } },
    `${PUT}/responses/200: refers to #/components/responses/Done, which does not exist`,
  ],
  [
    'a response that is not an object',
    { responses: { 200: 'Done.' } },
    `${PUT}/responses/200: points to ${PUT}/responses/200, which is not an object`,
  ],
  [
    'a body that is not an object',
    { requestBody: [] },
    `${PUT}/requestBody: points to ${PUT}/requestBody, which is not an object`,
  ],
  [
    'a body that refers to itself',
    { requestBody: { $ref: `#${PUT}/requestBody` } },
    `${PUT}/requestBody: is a circular reference`,
  ],
  [
    'a parameter without a name',
    { parameters: [{ in: 'query' }] },
    `${PUT}/parameters/0: is not a parameter with a valid "name" and "in"`,
  ],
  [
    'a parameter in the body',
    { parameters: [{ name: 'pet', in: 'body' }] },
    `${PUT}/parameters/0: is not a parameter with a valid "name" and "in"`,
  ],
  [
    'a parameter with a style that its location does not allow',
    { parameters: [{ name: 'ids', in: 'query', style: 'label' }] },
    `${PUT}/parameters/0: has the style "label", which a query parameter cannot have`,
  ],
  [
    'a parameter with an invalid schema',
    { parameters: [{ name: 'id', in: 'query', schema: { type: 'text' } }] },
    `${PUT}/parameters/0/schema/type: holds a schema that cannot be compiled: it must be one of "array", "boolean", "integer", "null", "number", "object", "string"`,
  ],
  [
    'a header with an invalid schema',
    { responses: { 200: { headers: { 'X-A': { schema: { pattern: '(' } } } } } },
    `${PUT}/responses/200/headers/X-A/schema/pattern: has an invalid pattern: Invalid regular expression: /(/: Unterminated group`,
  ],
  [
    'a security scheme that is not declared',
    { security: [{ key: [] }] },
    `${PUT}: requires the security scheme key, which is not declared`,
  ],
])('refuses $0', ([, operation, problem]) => {
  expect(problemsOf(operation)).toEqual([problem]);
});

test('reports all problems at once', () => {
  const components = { responses: { Bad: { content: { 'application/json': { schema: { minimun: 1 } } } } } };
  const operation = {
    parameters: [
      { name: 'a', in: 'nowhere' },
      { name: 'b', in: 'query', schema: { tpye: 'string' } },
    ],
    requestBody: { content: { 'application/json': { schema: { $ref: '#/nowhere' } } } },
    responses: { 200: { $ref: '#/components/responses/Bad' }, 2000: {} },
    security: [{ key: [] }],
  };

  expect(problemsOf(operation, components).map((problem) => problem.split(': ')[0])).toEqual([
    `${PUT}/parameters/0`,
    `${PUT}/parameters/1/schema/tpye`,
    `${PUT}/requestBody/content/application~1json/schema`,
    '/components/responses/Bad/content/application~1json/schema/minimun',
    `${PUT}/responses/2000`,
    PUT,
  ]);
});

test('reports problems of paths and of operations together', () => {
  const paths = {
    '/lost': { $ref: '#/nowhere' },
    '/null': { get: null },
    '/mixed': { $ref: '#/components/pathItems/Other', get: { responses: NO_CONTENT } },
    '/silent': { get: {} },
  };

  expect(contractProblems({ paths, components: { pathItems: { Other: {} } } })).toEqual([
    'things.json#/paths/~1lost: refers to #/nowhere, which does not exist',
    'things.json#/paths/~1mixed: has operations beside a "$ref"',
    'things.json#/paths/~1null/get: points to /paths/~1null/get, which is not an object',
  ]);
});

test('refuses operations with the same id', () => {
  const operation = { responses: NO_CONTENT };
  const paths = {
    '/pets/{id}': { get: { ...operation, operationId: 'a' }, put: { ...operation, operationId: 'a' } },
    '/pets/{name}': { delete: operation },
  };

  expect(contractProblems({ paths })).toEqual([
    'things.json#/paths/~1pets~1{id}/put: has the operationId a, which another operation also has',
  ]);
});

test('reports which operation is never reached, and serves the others of the same path', () => {
  const { route, notices } = aContract({
    paths: {
      '/pets/{id}': { get: { operationId: 'byId', responses: NO_CONTENT } },
      '/pets/{name}': { get: { responses: NO_CONTENT }, delete: { operationId: 'byName', responses: NO_CONTENT } },
    },
  });

  expect(notices).toEqual([
    'things.json#/paths/~1pets~1{name}/get: is never matched, since /pets/{id} matches the same requests. Merge the two paths.',
  ]);
  expect(route('GET', '/pets/rex')).toMatchObject({
    operation: { id: 'byId' },
    pathParameters: new Map([['id', 'rex']]),
  });
  expect(route('DELETE', '/pets/rex')).toMatchObject({
    operation: { id: 'byName' },
    pathParameters: new Map([['name', 'rex']]),
  });
});

test.for([undefined, {}, { 'x-later': {} }])('an operation with the responses %j may answer anything', (responses) => {
  const { operations, notices } = aContract({ operation: { responses } });

  expect(operations[0]?.responses).toMatchObject([{ status: 'default', content: [] }]);
  expect(notices).toEqual([
    'things.json#/paths/~1things/put: declares no responses, so its replies cannot be checked.',
  ]);
});

test('a document may have webhooks and no paths', () => {
  expect(readContract(new ContractDocument('hooks', { openapi: '3.1.0', info: {}, webhooks: {} })).operations).toEqual(
    [],
  );
});

test('leaves unused components alone', () => {
  expect(contractProblems({ schemas: { Unused: { tpye: 'string' } } })).toEqual([]);
});

test('compiles a trusted contract when it is first needed, and an untrusted one at once', () => {
  const schema = { type: 'string', pattern: '(' };
  const document = aDocument({ operation: { requestBody: { content: { 'application/json': { schema } } } } });
  const [operation] = readContract(document, { isTrusted: true }).operations;

  expect(() => operation?.requestBody?.content[0]?.validate('x')).toThrow('schema/pattern');
  expect(() => readContract(document)).toThrow('schema/pattern');
});
