import { expect, test } from 'vitest';
import type { Exchange, Forced, JsonObject, Reply, SandboxRequest } from '../../../mock/index.ts';
import { ANONYMOUS } from '../../../mock/caller.ts';
import { replyProblem } from '../../../mock/contract/bodies/reply-problem.ts';
import type { Operation } from '../../../mock/contract/operations/operation.ts';
import { ContractAnswers } from '../../../mock/generate/contract-answers.ts';
import type { RequestSketch } from '../../support/a-request.ts';
import { aRequest } from '../../support/a-request.ts';
import type { ContractSketch } from '../contract/a-contract.ts';
import { aContract } from '../contract/a-contract.ts';

interface AnswerSketch extends RequestSketch {
  readonly seed?: string;
  readonly world?: string;
  readonly operationId?: string;
  readonly forced?: Omit<Forced, 'by'>;
}

/** The generated answers of a contract with these responses. */
const answersFrom = (responses: JsonObject, options: AnswerSketch = {}, sketch: ContractSketch = {}) => {
  const { seed = 's', world = 'w', operationId = 'op', forced } = options;
  const contract = aContract({ ...sketch, operation: { operationId, responses } });
  const [operation] = contract.operations as [Operation];
  const request: SandboxRequest = aRequest(options);
  const exchange: Exchange = {
    id: '',
    request,
    operation,
    pathParameters: new Map(),
    now: 0,
    caller: ANONYMOUS,
    ...(forced && { forced: { by: 'test', ...forced } }),
  };
  const answers = new ContractAnswers(contract, { seed, world });
  return {
    success: () => answers.success(exchange),
    answer: (status: number) => answers.answer(exchange, status),
    operation,
  };
};

const media = (content: JsonObject): JsonObject => ({ 'application/json': content });

const PET = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string', minLength: 3 } },
};

test('answers with the first declared example', () => {
  const examples = { rex: { value: 'Rex' }, zed: { value: 'Zed' } };

  expect(answersFrom({ 200: { content: media({ examples }) } }).success()).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: 'Rex',
  });
});

test('answers with the requested example, or with a generated value if requested', () => {
  const responses = {
    200: {
      content: media({
        schema: { enum: ['Rex', 'Zed', 'Ned'] },
        examples: { rex: { value: 'Rex' }, zed: { value: 'Zed' } },
      }),
    },
  };

  expect(answersFrom(responses, { forced: { example: 'zed' } }).success().body).toBe('Zed');
  expect(answersFrom(responses, { forced: { dynamic: false } }).success().body).toBe('Rex');
  const generated = ['1', '2', '3', '4', '5', '6'].map(
    (seed) => answersFrom(responses, { seed, forced: { dynamic: true } }).success().body,
  );
  expect(generated).toContain('Ned');
});

test.for([
  [{ 404: {}, 201: {} }, 201],
  [{ '2XX': {} }, 200],
  [{ default: {} }, 200],
  [{ 302: {} }, 302],
] as const)('chooses the success status of %j', ([responses, status]) => {
  expect(answersFrom(responses).success()).toEqual({ status, headers: {} });
});

test('answers only for a declared status', () => {
  const { answer } = answersFrom({ 404: {}, '5XX': { content: { 'text/plain': { example: 'Down.' } } } });

  expect(answer(404)).toEqual({ status: 404, headers: {} });
  expect(answer(503)).toEqual({ status: 503, headers: { 'content-type': 'text/plain' }, body: 'Down.' });
  expect(answer(418)).toBeUndefined();
});

function emptyOr(name: string, type: string): JsonObject {
  return { type: 'object', allOf: [{ properties: { [name]: { type } } }] };
}

/** Objects nested to a depth of `levels`. */
function nested(levels: number): JsonObject {
  return levels === 0
    ? { type: 'string' }
    : { type: 'object', required: ['below'], properties: { below: nested(levels - 1) } };
}

const FEATURES: readonly (readonly [string, JsonObject])[] = [
  ['an object', PET],
  ['a format with a pattern', { type: 'string', format: 'uri-reference', pattern: '^/shapes/[0-9]+$' }],
  ['alternatives that overlap when they are empty', { oneOf: [emptyOr('a', 'integer'), emptyOr('a', 'string')] }],
  ['a pattern with a length', { type: 'string', pattern: '^[0-9a-f]+$', minLength: 40, maxLength: 40 }],
  ['objects that are required twelve levels deep', nested(12)],
  ['a telephone number', { type: 'string', pattern: String.raw`^\+[1-9]\d{1,14}$` }],
  [
    'formats',
    {
      type: 'object',
      required: ['a', 'b', 'c', 'd'],
      properties: {
        a: { format: 'date-time', type: 'string' },
        b: { format: 'email', type: 'string' },
        c: { format: 'uri', type: 'string' },
        d: { format: 'ipv4', type: 'string' },
      },
    },
  ],
  ['bounds', { type: 'integer', minimum: 7, exclusiveMaximum: 9 }],
  ['oneOf', { oneOf: [{ type: 'string', maxLength: 2 }, { type: 'integer' }] }],
  [
    'allOf with a reference',
    { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: ['age'], properties: { age: { type: 'integer' } } }] },
  ],
  [
    'a reference with keywords beside it',
    { $ref: '#/components/schemas/Pet', required: ['age'], properties: { age: { const: 3 } } },
  ],
  ['recursion', { $ref: '#/components/schemas/Tree' }],
  [
    'a reference to a property',
    { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Tree/properties/name' } },
  ],
  ['an anchor', { type: 'object', required: ['a'], properties: { a: { $ref: '#odd' } } }],
  [
    'a tuple of draft-07',
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'array',
      items: [{ type: 'integer' }, { type: 'string' }],
      additionalItems: false,
      minItems: 2,
    },
  ],
  [
    'a list of draft-07',
    { $schema: 'http://json-schema.org/draft-07/schema#', type: 'array', items: { type: 'integer' }, minItems: 1 },
  ],
  ['a tuple of 2020-12', { type: 'array', prefixItems: [{ type: 'integer' }], items: false, minItems: 1 }],
  [
    'closed properties',
    { type: 'object', required: ['a'], properties: { a: { type: 'integer' } }, unevaluatedProperties: false },
  ],
  ['an empty schema', {}],
  ['the schema true', true as unknown as JsonObject],
];

const SCHEMAS = {
  Pet: PET,
  Child: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string', minLength: 1 }, parent: { $ref: '#/components/schemas/Child' } },
  },
  Odd: { $anchor: 'odd', const: 7 },
  Tree: {
    type: 'object',
    required: ['name', 'children'],
    properties: {
      name: { type: 'string', minLength: 1 },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  },
};

test.for(FEATURES)('generates valid values: %s', ([, schema]) => {
  for (const seed of ['1', '2', '3']) {
    const { success, operation } = answersFrom({ 200: { content: media({ schema }) } }, { seed }, { schemas: SCHEMAS });

    const reply = success();

    expect(reply.body).toBeDefined();
    expect(replyProblem(reply, operation.responses[0] as Operation['responses'][0])).toBeUndefined();
  }
});

test.for<[string, JsonObject]>([
  [
    'nullable',
    { type: 'object', required: ['a'], properties: { a: { type: 'string', nullable: true, minLength: 2 } } },
  ],
  ['an exclusive bound', { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 2 }],
  ['a reference that hides its siblings', { $ref: '#/components/schemas/Pet', type: 'integer' }],
])('generates values that are valid in OpenAPI 3.0: %s', ([, schema]) => {
  const { success, operation } = answersFrom(
    { 200: { content: media({ schema }) } },
    {},
    { openapi: '3.0.3', schemas: { Pet: PET } },
  );

  expect(replyProblem(success(), operation.responses[0] as Operation['responses'][0])).toBeUndefined();
});

test('leaves out writeOnly properties', () => {
  const schema = {
    type: 'object',
    required: ['name', 'password', 'other'],
    properties: {
      name: { type: 'string' },
      password: { $ref: '#/components/schemas/Password' },
      pin: { writeOnly: true },
    },
  };
  const schemas = { Password: { type: 'string', writeOnly: true } };

  const { body } = answersFrom(
    { 200: { content: media({ schema: { ...schema, required: ['name', 'password'] } }) } },
    {},
    { schemas },
  ).success();

  expect(Object.keys(body as object)).toEqual(['name']);
});

test('generates a required property without a schema', () => {
  const { body } = answersFrom({
    200: { content: media({ schema: { type: 'object', required: ['other'] } }) },
  }).success();

  expect(body).toHaveProperty('other');
});

test('uses examples in a schema if they are valid', () => {
  const schema = (example: unknown): JsonObject => ({
    type: 'object',
    required: ['name', 'age'],
    properties: { name: { type: 'string', example }, age: { type: 'integer', examples: [3] } },
  });

  expect(answersFrom({ 200: { content: media({ schema: schema('Rex') }) } }).success().body).toEqual({
    name: 'Rex',
    age: 3,
  });
  expect(answersFrom({ 200: { content: media({ schema: schema(7) }) } }).success().body).toEqual({
    name: expect.any(String),
    age: expect.any(Number),
  });
});

test('keeps strings short if the schema allows long ones', () => {
  const schema = { type: 'string', maxLength: 5000 };

  expect(String(answersFrom({ 200: { content: media({ schema }) } }).success().body).length).toBeLessThanOrEqual(40);
});

test('keeps recursive values small', () => {
  const names = Array.from({ length: 8 }, (_, index) => `p${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/components/schemas/Web' }]));
  const schema = { $ref: '#/components/schemas/Web' };
  const schemas = { Web: { type: 'object', properties } };
  const { success } = answersFrom({ 200: { content: media({ schema }) } }, {}, { schemas });

  expect(JSON.stringify(success().body).length).toBeLessThan(20_000);
});

test('throws if no valid value was found', () => {
  const schema = { allOf: [{ type: 'string' }, { type: 'integer' }] };
  const { success, answer } = answersFrom({ 200: { content: media({ schema }) } });

  expect(success).toThrow('No value was found that fits /paths/~1things/put/responses/200. Give it an example.');
  expect(answer(200)).toBeUndefined();
  expect(answersFrom({ 200: { content: media({ schema: false }) } }).success).toThrow('No value was found');
});

test('gives the same answer to the same request, and different answers to different requests', () => {
  const responses = { 200: { content: media({ schema: { type: 'integer' } }) } };
  const generated = (sketch: AnswerSketch = {}): unknown => answersFrom(responses, sketch).success().body;
  const others = [
    generated({ seed: 'x' }),
    generated({ world: 'x' }),
    generated({ operationId: 'x' }),
    generated({ target: '/x' }),
    generated({ body: { x: 1 } }),
    generated({ body: undefined }),
  ];

  expect(generated()).toBe(generated());
  expect(generated({ headers: { 'X-Trace': '1' } })).toBe(generated());
  expect(new Set([generated(), ...others]).size).toBe(7);
});

test('includes required headers with valid values', () => {
  const headers = {
    'X-Count': { required: true, schema: { type: 'integer', minimum: 5, maximum: 9 } },
    'X-Ids': { required: true, schema: { type: 'array', items: { type: 'integer' }, minItems: 2 } },
    'X-Page': {
      required: true,
      content: media({ schema: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } } }),
    },
    'X-Free': { required: true },
    'X-Optional': { schema: { type: 'string' } },
    'X-Impossible': { required: true, schema: false },
  };

  const reply = answersFrom({ 204: { headers } }).success();

  expect(reply.headers).toEqual({
    'x-count': expect.stringMatching(/^[5-9]$/),
    'x-ids': expect.stringMatching(/^-?\d+(,-?\d+)+$/),
    'x-page': expect.stringMatching(/^\{"size":-?\d+\}$/),
    'x-free': '',
  });
});

const SEVERAL = {
  200: {
    content: {
      'application/xml': { schema: PET },
      'text/csv': { example: 'name\nRex' },
      'application/json': { example: { name: 'Rex' } },
    },
  },
};

test.for<[string, string | undefined, string]>([
  ['JSON by default', undefined, 'application/json'],
  ['JSON if any type is accepted', '*/*', 'application/json'],
  ['the first of several accepted types', 'application/json, text/csv', 'application/json'],
  ['the only accepted type', 'text/csv', 'text/csv'],
  ['the type with the highest quality', 'application/json;q=0.1, text/*', 'text/csv'],
  ['XML if it has the highest quality', 'application/xml, */*;q=0.1', 'application/xml'],
])('negotiates $0', ([, accept, type]) => {
  const { headers } = answersFrom(SEVERAL, { headers: accept === undefined ? {} : { accept } }).success();

  expect(headers['content-type']).toBe(type);
});

test.for<[string, JsonObject, Partial<Reply>]>([
  [
    'JSON for any media type',
    { '*/*': { example: { a: 1 } } },
    { headers: { 'content-type': 'application/json' }, body: { a: 1 } },
  ],
  ['an empty object without a schema', { 'application/json': {} }, { body: {} }],
  ['an empty text without a schema', { 'text/plain': {} }, { body: '' }],
  ['a text by its schema', { 'text/plain': { schema: { const: 'Rex' } } }, { body: 'Rex' }],
])('writes $0', ([, content, reply]) => {
  expect(answersFrom({ 200: { content } }).success()).toMatchObject(reply);
});

test('writes XML, with arrays as repeated elements, escaped', () => {
  const example = { name: 'Rex & <Co>', tags: ['a', 'b'], 'of age': null };

  expect(answersFrom({ 200: { content: { 'application/xml': { example } } } }).success().body).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<response><name>Rex &amp; &lt;Co&gt;</name><tags>a</tags><tags>b</tags><of_age></of_age></response>',
  );
});

test('does not send JSON as another type', () => {
  expect(answersFrom({ 200: { content: { 'text/csv': { schema: PET } } } }).success).toThrow('Give it an example');
});
