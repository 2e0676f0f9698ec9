import { expect, test } from 'vitest';
import type { HeaderFields, JsonObject, SandboxRequest } from '../../../../mock/index.ts';
import { parameterViolations } from '../../../../mock/contract/parameters/parameters.ts';
import type { ContractSketch } from '../a-contract.ts';
import { aContract, NO_CONTENT } from '../a-contract.ts';

interface SentParameters {
  readonly query?: string;
  /** The `{id}` in the path. */
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** The violations of a request to `PUT /things/{id}` that declares these parameters, each as `field: message`. */
const violations = (
  parameters: readonly JsonObject[],
  sent: SentParameters = {},
  sketch: ContractSketch = {},
): readonly string[] => {
  const paths = { '/things/{id}': { put: { parameters, responses: NO_CONTENT } } };
  const { query = '', id = '1', headers = {} } = sent;
  const { route } = aContract({ paths, ...sketch });
  const routed = route('PUT', `/things/${id}`);
  if (routed.kind !== 'operation') throw new Error(routed.kind);
  const fields: HeaderFields = new Map(Object.entries(headers).map(([name, values]) => [name, [values].flat()]));
  const request: SandboxRequest = {
    method: 'PUT',
    target: `/things/${id}?${query}`,
    headers: fields,
    body: { kind: 'none' },
    baseUrl: '',
  };
  return parameterViolations({ ...routed, request }).map(({ field, message }) => `${field}: ${message}`);
};

const query = (schema: object, more: object = {}): readonly JsonObject[] => [
  { name: 'q', in: 'query', schema, ...more },
];

test.for<[string, object, string, readonly string[]]>([
  ['a number', { type: 'number' }, 'q=-1.5e3', []],
  ['text for a number', { type: 'number' }, 'q=many', ['q: must be number, and is string']],
  ['a fraction for an integer', { type: 'integer' }, 'q=1.5', ['q: must be integer, and is number']],
  ['a number with leading zeros', { type: 'integer' }, 'q=007', ['q: must be integer, and is string']],
  ['a hexadecimal number', { type: 'integer' }, 'q=0x1', ['q: must be integer, and is string']],
  ['nothing for a number', { type: 'integer' }, 'q=', ['q: must be integer, and is string']],
  ['a number too high', { type: 'integer', maximum: 9 }, 'q=10', ['q: must be <= 9']],
  ['digits for text', { type: 'string' }, 'q=007', []],
  ['a boolean', { type: 'boolean' }, 'q=true', []],
  ['the other boolean', { type: 'boolean', const: false }, 'q=false', []],
  ['a word for a boolean', { type: 'boolean' }, 'q=yes', ['q: must be boolean, and is string']],
  ['a number among types', { type: ['integer', 'null'] }, 'q=1', []],
  ['a number in anyOf', { anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'q=1', []],
  ['a number that must not be text', { type: 'integer', not: { type: 'string' } }, 'q=1', []],
  ['a number in an enum', { enum: [1, 2] }, 'q=2', []],
  ['another number in an enum', { enum: [1, 2] }, 'q=3', ['q: must be one of 1, 2']],
  ['a number as a constant', { const: 1 }, 'q=1', []],
  ['anything for an empty schema', {}, 'q=1', []],
  ['anything for the schema true', true as unknown as object, 'q=1', []],
  ['a repeated value', { type: 'integer' }, 'q=1&q=2', ['q: must be integer, and is string']],
  ['an encoded value', { const: 'a b&c' }, 'q=a+b%26c', []],
])('reads a query: $0', ([, schema, text, found]) => {
  expect(violations(query(schema), { query: text })).toEqual(found);
});

test('reads a number behind a reference', () => {
  const schemas = { Page: { allOf: [{ $ref: '#/components/schemas/Count' }] }, Count: { type: 'integer', minimum: 1 } };

  expect(violations(query({ $ref: '#/components/schemas/Page' }), { query: 'q=0' }, { schemas })).toEqual([
    'q: must be >= 1',
  ]);
});

const INTEGERS = { type: 'array', items: { type: 'integer' }, maxItems: 2 };

test.for<[string, object, string, readonly string[]]>([
  ['one by one', {}, 'q=1&q=2', []],
  ['with an invalid item', {}, 'q=1&q=b', ['q.1: must be integer, and is string']],
  ['too many', {}, 'q=1&q=2&q=3', ['q: must NOT have more than 2 items']],
  ['with a comma that is not a separator', {}, 'q=1,2', ['q.0: must be integer, and is string']],
  ['in one parameter', { explode: false }, 'q=1,2', []],
  ['in one parameter, with an invalid item', { explode: false }, 'q=1,b', ['q.1: must be integer, and is string']],
])('reads a list in a query: $0', ([, more, text, found]) => {
  expect(violations(query(INTEGERS, more), { query: text })).toEqual(found);
});

test('reads a list whose items may be anything', () => {
  expect(violations(query({ type: 'array', minItems: 2 }), { query: 'q=1&q=b' })).toEqual([]);
});

test('reads a list that may also be null', () => {
  expect(violations(query({ anyOf: [INTEGERS, { type: 'null' }] }), { query: 'q=1&q=2' })).toEqual([]);
});

const PAGE = {
  type: 'object',
  required: ['size'],
  properties: { size: { type: 'integer' }, sort: { type: 'array', items: { type: 'string' } } },
};

test.for<[string, object, string, readonly string[]]>([
  ['as separate parameters', {}, 'size=10&sort=a&sort=b', []],
  ['as separate parameters, with an invalid one', {}, 'size=ten', ['q.size: must be integer, and is string']],
  ['with one missing', {}, 'sort=a', ['q.size: is required']],
  ['with all missing', {}, 'other=1', []],
  ['in brackets', { style: 'deepObject' }, 'q[size]=10&q[sort]=a', []],
  [
    'in brackets, with an invalid one',
    { style: 'deepObject' },
    'q[size]=ten&other[size]=1',
    ['q.size: must be integer, and is string'],
  ],
  ['in one parameter', { explode: false }, 'q=size,10', []],
  ['in one parameter that ends too early', { explode: false }, 'q=size', ['q.size: must be integer, and is string']],
])('reads an object in a query by its properties, $0', ([, more, text, found]) => {
  expect(violations(query(PAGE, more), { query: text })).toEqual(found);
});

test('reads an object in a header', () => {
  const header = { name: 'X-Page', in: 'header', schema: PAGE };

  expect(violations([header], { headers: { 'x-page': 'size,10' } })).toEqual([]);
  expect(violations([{ ...header, explode: true }], { headers: { 'x-page': 'size=ten' } })).toEqual([
    'X-Page.size: must be integer, and is string',
  ]);
});

test('reads JSON where a parameter is declared to be JSON', () => {
  const filter = [{ name: 'filter', in: 'query', content: { 'application/json': { schema: PAGE } } }];

  expect(violations(filter, { query: `filter=${encodeURIComponent('{"size":10}')}` })).toEqual([]);
  expect(violations(filter, { query: `filter=${encodeURIComponent('{"size":"ten"}')}` })).toEqual([
    'filter.size: must be integer, and is string',
  ]);
  expect(violations(filter, { query: 'filter={' })).toEqual(['filter: must be object, and is string']);
});

test('reads text where a parameter is declared to be another media type', () => {
  const filter = [{ name: 'filter', in: 'query', content: { 'text/plain': { schema: { maxLength: 1 } } } }];

  expect(violations(filter, { query: 'filter=ab' })).toEqual(['filter: must have at most 1 character']);
});

test('reads path parameters and lists, percent-decoded', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

  expect(violations([id], { id: '%31' })).toEqual([]);
  expect(violations([id], { id: 'one' })).toEqual(['id: must be integer, and is string']);
  expect(violations([{ ...id, schema: INTEGERS }], { id: '1,b' })).toEqual(['id.1: must be integer, and is string']);
});

test('reads headers in any letter case, with repeated lines combined', () => {
  const ids = { name: 'X-Ids', in: 'header', schema: INTEGERS };

  expect(violations([ids], { headers: { 'x-ids': ['1', '2, 3'] } })).toEqual([
    'X-Ids: must NOT have more than 2 items',
  ]);
});

test('reads cookies', () => {
  const parameters = [{ name: 'seen', in: 'cookie', schema: { type: 'boolean' } }];

  expect(violations(parameters, { headers: { cookie: 'a=b; seen=maybe' } })).toEqual([
    'seen: must be boolean, and is string',
  ]);
  expect(violations(parameters, { headers: { cookie: 'a=b; seen=true' } })).toEqual([]);
  expect(violations(parameters)).toEqual([]);
});

test('reports which required parameter is missing, and where', () => {
  const parameters = ['query', 'header', 'cookie'].map((location) => ({
    name: `a-${location}`,
    in: location,
    required: true,
  }));

  expect(violations(parameters)).toEqual([
    'a-query: is required in the query',
    'a-header: is required in the header',
    'a-cookie: is required in the cookie',
  ]);
});

test('accepts a missing optional parameter', () => {
  expect(violations(query({ type: 'integer' }))).toEqual([]);
});

test('escapes a slash in the pointer to a parameter', () => {
  const paths = {
    '/things': { put: { parameters: [{ name: 'a/b', in: 'query', required: true }], responses: NO_CONTENT } },
  };
  const [operation] = aContract({ paths }).operations;
  const request: SandboxRequest = {
    method: 'PUT',
    target: '/things',
    headers: new Map(),
    body: { kind: 'none' },
    baseUrl: '',
  };
  const routed = { request, pathParameters: new Map<string, string>() };

  expect(operation && parameterViolations({ ...routed, operation })).toMatchObject([{ pointer: '/query/a~1b' }]);
});

test('a parameter of the operation overrides the parameter of its path', () => {
  const shared = [query({ type: 'integer' }), { name: 'X-A', in: 'header', required: true }].flat();
  const own = [
    query({ type: 'string' }),
    { name: 'x-a', in: 'header' },
    { name: 'Q', in: 'query', required: true },
  ].flat();
  const paths = { '/things/{id}': { parameters: shared, put: { parameters: own, responses: NO_CONTENT } } };

  expect(violations([], { query: 'q=text' }, { paths })).toEqual(['Q: is required in the query']);
});

test.for(['Accept', 'content-type', 'Authorization'])('ignores a header parameter called %s', (name) => {
  expect(violations([{ name, in: 'header', required: true, schema: { const: 'x' } }])).toEqual([]);
});
