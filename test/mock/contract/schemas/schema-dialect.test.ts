import { expect, test } from 'vitest';
import { faultsOf, replyJudge, requestJudge } from '../a-contract.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2019 = 'https://json-schema.org/draft/2019-09/schema';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';
const OAS_BASE = 'https://spec.openapis.org/oas/3.1/dialect/base';

test('draft-07 reads a list of items as a tuple, and additionalItems as the rest', () => {
  const judge = requestJudge({ $schema: DRAFT_07, items: [{ type: 'string' }], additionalItems: { type: 'integer' } });

  expect(judge(['a', 1, 2])).toEqual([]);
  expect(judge(['a', 'b'])).toEqual(['1: must be integer, and is string']);
});

test('draft-07 lets a property bring others with it, by name and by schema', () => {
  const judge = requestJudge({
    $schema: DRAFT_07,
    dependencies: { card: ['holder'], cash: { properties: { amount: { type: 'number' } } } },
  });

  expect(judge({ card: 1 })).toEqual(['holder: is required when card is given']);
  expect(judge({ cash: true, amount: 'ten' })).toEqual(['amount: must be number, and is string']);
  expect(judge({ amount: 'ten' })).toEqual([]);
});

test('draft-07 follows references into its definitions', () => {
  const schema = {
    $schema: DRAFT_07,
    $id: 'urn:pet',
    $ref: '#/definitions/pet',
    definitions: { pet: { type: 'string' } },
  };

  expect(requestJudge(schema)(1)).toEqual([': must be string, and is number']);
});

test.for([
  ['draft-07', { $schema: DRAFT_07 }, { openapi: '3.1.0' }],
  ['OpenAPI 3.0', {}, { openapi: '3.0.3' }],
] as const)('%s ignores what stands beside a $ref', ([, dialect, sketch]) => {
  const judge = requestJudge(
    { ...dialect, properties: { name: { $ref: '#/components/schemas/Name', minLength: 9 } } },
    { ...sketch, schemas: { Name: { ...dialect, type: 'string' } } },
  );

  expect(judge({ name: 'Rex' })).toEqual([]);
  expect(judge({ name: 1 })).toHaveLength(1);
});

test.for([DRAFT_2019, DRAFT_2020])('%s heeds what stands beside a $ref', ($schema) => {
  const judge = requestJudge(
    { $schema, properties: { name: { $ref: '#/components/schemas/Name', minLength: 4 } } },
    { schemas: { Name: { $schema, type: 'string' } } },
  );

  expect(judge({ name: 'Rex' })).toEqual(['name: must have at least 4 characters']);
});

test('2019-09 has tuples in the old words, and dependentRequired in the new', () => {
  const judge = requestJudge({
    $schema: DRAFT_2019,
    properties: { pair: { items: [{ type: 'integer' }], unevaluatedItems: false } },
    dependentRequired: { card: ['holder'] },
  });

  expect(judge({ pair: [1] })).toEqual([]);
  expect(judge({ pair: [1, 2], card: 1 })).toEqual([
    'pair: must NOT have more than 1 items',
    'holder: is required when card is given',
  ]);
});

test('2020-12 is what OpenAPI 3.1 speaks by itself', () => {
  const judge = requestJudge({
    prefixItems: [{ type: 'integer' }, { type: 'string' }],
    items: false,
  });

  expect(judge([1, 'a'])).toEqual([]);
  expect(judge(['a', 'b'])).toEqual(['0: must be integer, and is string']);
  expect(judge([1, 'a', 2])).toHaveLength(1);
});

test('2020-12 sees through allOf which properties were judged', () => {
  const judge = requestJudge(
    {
      allOf: [{ $ref: '#/components/schemas/Named' }],
      properties: { age: { type: 'integer' } },
      unevaluatedProperties: false,
    },
    { schemas: { Named: { properties: { name: { type: 'string' } } } } },
  );

  expect(judge({ name: 'Rex', age: 3 })).toEqual([]);
  expect(judge({ name: 'Rex', colour: 'red' })).toEqual(['colour: is not a known property; known are age']);
});

test.for([
  ['the OAS base dialect', OAS_BASE],
  ['its dated name', 'https://spec.openapis.org/oas/3.1/dialect/2024-11-10'],
  ['2020-12 with an empty fragment', `${DRAFT_2020}#`],
] as const)('%s is read as 2020-12', ([, $schema]) => {
  expect(requestJudge({ $schema, prefixItems: [{ type: 'integer' }] })(['a'])).toHaveLength(1);
});

test.for([DRAFT_07, 'http://json-schema.org/draft-07/schema', 'https://json-schema.org/draft-07/schema#'])(
  '%s is read as draft-07',
  ($schema) => {
    expect(requestJudge({ $schema, items: [{ type: 'integer' }] })(['a'])).toHaveLength(1);
  },
);

test('jsonSchemaDialect holds where no $schema says otherwise', () => {
  const root = { jsonSchemaDialect: DRAFT_07 };

  expect(requestJudge({ items: [{ type: 'integer' }] }, { root })(['a'])).toHaveLength(1);
  expect(requestJudge({ $schema: DRAFT_2020, prefixItems: [{ type: 'integer' }] }, { root })(['a'])).toHaveLength(1);
});

test('a dialect that is not known stops the start', () => {
  const schemas = { Old: { $schema: 'http://json-schema.org/draft-03/schema#', type: 'string' } };
  const operation = {
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Old' } } } },
  };

  expect(faultsOf({ schemas, operation })).toEqual([
    'things.json#/components/schemas/Old: is written in http://json-schema.org/draft-03/schema#, a JSON Schema dialect that is not known here',
  ]);
});

test.for<[string, object, readonly unknown[], readonly unknown[]]>([
  ['nullable adds null to a type', { type: 'string', nullable: true }, ['a', null], [1]],
  ['nullable adds null to an enum', { type: 'string', enum: ['a'], nullable: true }, ['a', null], ['b']],
  ['a value is not null by itself', { type: 'string', nullable: false }, ['a'], [null]],
  ['exclusiveMinimum: true', { minimum: 1, exclusiveMinimum: true }, [1.1], [1]],
  ['exclusiveMinimum: false', { minimum: 1, exclusiveMinimum: false }, [1], [0]],
  ['exclusiveMaximum: true', { maximum: 1, exclusiveMaximum: true }, [0], [1]],
  ['an exclusive bound without a bound', { exclusiveMaximum: true }, [0, 99], []],
  ['an exclusive bound in the words of 3.1', { exclusiveMinimum: 1, maximum: 3 }, [2], [1, 4]],
])('OpenAPI 3.0: %s', ([, schema, fitting, others]) => {
  const judge = requestJudge(schema, { openapi: '3.0.3' });

  expect(fitting.flatMap(judge)).toEqual([]);
  expect(others.map((value) => judge(value).length > 0)).toEqual(others.map(() => true));
});

const ACCOUNT = {
  type: 'object',
  required: ['id', 'secret', 'name', 'owner'],
  properties: {
    id: { type: 'string', readOnly: true },
    secret: { type: 'string', writeOnly: true },
    name: { type: 'string' },
    owner: { $ref: '#/components/schemas/Owner' },
  },
};

test.for(['3.0.3', '3.1.0'])('OpenAPI %s: what goes one way only is required that way only', (openapi) => {
  const sketch = { openapi, schemas: { Owner: { type: 'string', readOnly: true } } };

  expect(requestJudge(ACCOUNT, sketch)({ secret: 's', name: 'n' })).toEqual([]);
  expect(requestJudge(ACCOUNT, sketch)({ id: 'i', owner: 'o', name: 'n' })).toEqual(['secret: is required']);
  expect(replyJudge(ACCOUNT, sketch)({ id: 'i', owner: 'o', name: 'n' })).toEqual([]);
  expect(replyJudge(ACCOUNT, sketch)({ secret: 's', name: 'n' })).toEqual(['id: is required', 'owner: is required']);
});
