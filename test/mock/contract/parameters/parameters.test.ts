import { expect, test } from 'vitest';
import type { HeaderFields, JsonObject, SandboxRequest } from '../../../../index.ts';
import { parameterViolations } from '../../../../mock/contract/parameters/parameters.ts';
import { ANONYMOUS } from '../../../../mock/caller.ts';
import type { ContractSketch } from '../a-contract.ts';
import { aContract, NO_CONTENT } from '../a-contract.ts';

interface Given {
  readonly query?: string;
  /** The `{id}` in the path. */
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** What is wrong with a request to `PUT /things/{id}` with these parameters, each as `field: message`. */
const violations = (
  parameters: readonly JsonObject[],
  given: Given = {},
  sketch: ContractSketch = {},
): readonly string[] => {
  const paths = { '/things/{id}': { put: { parameters, responses: NO_CONTENT } } };
  const { query = '', id = '1', headers = {} } = given;
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
  return parameterViolations({ ...routed, id: 'req_1', request, now: 0, caller: ANONYMOUS }).map(
    ({ field, message }) => `${field}: ${message}`,
  );
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
  ['anything', {}, 'q=1', []],
  ['anything at all', true as unknown as object, 'q=1', []],
  ['a value twice', { type: 'integer' }, 'q=1&q=2', ['q: must be integer, and is string']],
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
  ['with a fault in one', {}, 'q=1&q=b', ['q.1: must be integer, and is string']],
  ['too many', {}, 'q=1&q=2&q=3', ['q: must NOT have more than 2 items']],
  ['with a comma that separates nothing', {}, 'q=1,2', ['q.0: must be integer, and is string']],
  ['in one', { explode: false }, 'q=1,2', []],
  ['in one, with a fault', { explode: false }, 'q=1,b', ['q.1: must be integer, and is string']],
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
  ['as parameters of their own', {}, 'size=10&sort=a&sort=b', []],
  ['as parameters of their own, with a fault', {}, 'size=ten', ['q.size: must be integer, and is string']],
  ['of which one is missing', {}, 'sort=a', ['q.size: is required']],
  ['of which none is there', {}, 'other=1', []],
  ['in brackets', { style: 'deepObject' }, 'q[size]=10&q[sort]=a', []],
  [
    'in brackets, with a fault',
    { style: 'deepObject' },
    'q[size]=ten&other[size]=1',
    ['q.size: must be integer, and is string'],
  ],
  ['in one', { explode: false }, 'q=size,10', []],
  ['in one that ends too early', { explode: false }, 'q=size', ['q.size: must be integer, and is string']],
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

test('reads path parameters, decoded, and lists of them', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

  expect(violations([id], { id: '%31' })).toEqual([]);
  expect(violations([id], { id: 'one' })).toEqual(['id: must be integer, and is string']);
  expect(violations([{ ...id, schema: INTEGERS }], { id: '1,b' })).toEqual(['id.1: must be integer, and is string']);
});

test('reads headers in any case, all lines of one together', () => {
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

test('says which required parameter is missing, and where', () => {
  const parameters = ['query', 'header', 'cookie'].map((place) => ({ name: `a-${place}`, in: place, required: true }));

  expect(violations(parameters)).toEqual([
    'a-query: is required in the query',
    'a-header: is required in the header',
    'a-cookie: is required in the cookie',
  ]);
});

test('does without an optional parameter', () => {
  expect(violations(query({ type: 'integer' }))).toEqual([]);
});

test('points at a parameter even if its name has a slash', () => {
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
  const exchange = { id: '', request, pathParameters: new Map<string, string>(), now: 0, caller: ANONYMOUS };

  expect(operation && parameterViolations({ ...exchange, operation })).toMatchObject([{ pointer: '/query/a~1b' }]);
});

test("an operation's own parameter stands in for its path's", () => {
  const shared = [query({ type: 'integer' }), { name: 'X-A', in: 'header', required: true }].flat();
  const own = [
    query({ type: 'string' }),
    { name: 'x-a', in: 'header' },
    { name: 'Q', in: 'query', required: true },
  ].flat();
  const paths = { '/things/{id}': { parameters: shared, put: { parameters: own, responses: NO_CONTENT } } };

  expect(violations([], { query: 'q=text' }, { paths })).toEqual(['Q: is required in the query']);
});

test.for(['Accept', 'content-type', 'Authorization'])('leaves %s to what else the contract says of it', (name) => {
  expect(violations([{ name, in: 'header', required: true, schema: { const: 'x' } }])).toEqual([]);
});
