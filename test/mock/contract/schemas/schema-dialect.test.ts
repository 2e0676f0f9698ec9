import { expect, test } from 'vitest';
import { contractProblems, replyValidator, requestValidator } from '../a-contract.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2019 = 'https://json-schema.org/draft/2019-09/schema';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';
const OAS_BASE = 'https://spec.openapis.org/oas/3.1/dialect/base';

test('draft-07 reads an array of items as a tuple, and additionalItems as the rest', () => {
  const validate = requestValidator({
    $schema: DRAFT_07,
    items: [{ type: 'string' }],
    additionalItems: { type: 'integer' },
  });

  expect(validate(['a', 1, 2])).toEqual([]);
  expect(validate(['a', 'b'])).toEqual(['1: must be integer, and is string']);
});

test('draft-07 has dependencies, by property name and by schema', () => {
  const validate = requestValidator({
    $schema: DRAFT_07,
    dependencies: { card: ['holder'], cash: { properties: { amount: { type: 'number' } } } },
  });

  expect(validate({ card: 1 })).toEqual(['holder: is required when card is given']);
  expect(validate({ cash: true, amount: 'ten' })).toEqual(['amount: must be number, and is string']);
  expect(validate({ amount: 'ten' })).toEqual([]);
});

test('draft-07 follows references into its definitions', () => {
  const schema = {
    $schema: DRAFT_07,
    $id: 'urn:pet',
    $ref: '#/definitions/pet',
    definitions: { pet: { type: 'string' } },
  };

  expect(requestValidator(schema)(1)).toEqual([': must be string, and is number']);
});

test.for([
  ['draft-07', { $schema: DRAFT_07 }, { openapi: '3.1.0' }],
  ['OpenAPI 3.0', {}, { openapi: '3.0.3' }],
] as const)('%s ignores keywords beside a $ref', ([, dialect, sketch]) => {
  const validate = requestValidator(
    { ...dialect, properties: { name: { $ref: '#/components/schemas/Name', minLength: 9 } } },
    { ...sketch, schemas: { Name: { ...dialect, type: 'string' } } },
  );

  expect(validate({ name: 'Rex' })).toEqual([]);
  expect(validate({ name: 1 })).toHaveLength(1);
});

test.for([DRAFT_2019, DRAFT_2020])('%s applies keywords beside a $ref', ($schema) => {
  const validate = requestValidator(
    { $schema, properties: { name: { $ref: '#/components/schemas/Name', minLength: 4 } } },
    { schemas: { Name: { $schema, type: 'string' } } },
  );

  expect(validate({ name: 'Rex' })).toEqual(['name: must have at least 4 characters']);
});

test('2019-09 has tuples in items, and dependentRequired', () => {
  const validate = requestValidator({
    $schema: DRAFT_2019,
    properties: { pair: { items: [{ type: 'integer' }], unevaluatedItems: false } },
    dependentRequired: { card: ['holder'] },
  });

  expect(validate({ pair: [1] })).toEqual([]);
  expect(validate({ pair: [1, 2], card: 1 })).toEqual([
    'pair: must NOT have more than 1 items',
    'holder: is required when card is given',
  ]);
});

test('2020-12 is the default dialect of OpenAPI 3.1', () => {
  const validate = requestValidator({
    prefixItems: [{ type: 'integer' }, { type: 'string' }],
    items: false,
  });

  expect(validate([1, 'a'])).toEqual([]);
  expect(validate(['a', 'b'])).toEqual(['0: must be integer, and is string']);
  expect(validate([1, 'a', 2])).toHaveLength(1);
});

test('2020-12 counts properties in allOf as evaluated', () => {
  const validate = requestValidator(
    {
      allOf: [{ $ref: '#/components/schemas/Named' }],
      properties: { age: { type: 'integer' } },
      unevaluatedProperties: false,
    },
    { schemas: { Named: { properties: { name: { type: 'string' } } } } },
  );

  expect(validate({ name: 'Rex', age: 3 })).toEqual([]);
  expect(validate({ name: 'Rex', color: 'red' })).toEqual(['color: is not a known property; allowed: age']);
});

test.for([
  ['the OAS base dialect', OAS_BASE],
  ['the dated URI of the OAS base dialect', 'https://spec.openapis.org/oas/3.1/dialect/2024-11-10'],
  ['2020-12 with an empty fragment', `${DRAFT_2020}#`],
] as const)('%s is read as 2020-12', ([, $schema]) => {
  expect(requestValidator({ $schema, prefixItems: [{ type: 'integer' }] })(['a'])).toHaveLength(1);
});

test.for([DRAFT_07, 'http://json-schema.org/draft-07/schema', 'https://json-schema.org/draft-07/schema#'])(
  '%s is read as draft-07',
  ($schema) => {
    expect(requestValidator({ $schema, items: [{ type: 'integer' }] })(['a'])).toHaveLength(1);
  },
);

test('jsonSchemaDialect applies without a $schema', () => {
  const root = { jsonSchemaDialect: DRAFT_07 };

  expect(requestValidator({ items: [{ type: 'integer' }] }, { root })(['a'])).toHaveLength(1);
  expect(requestValidator({ $schema: DRAFT_2020, prefixItems: [{ type: 'integer' }] }, { root })(['a'])).toHaveLength(
    1,
  );
});

test('an unknown dialect is a set-up error', () => {
  const schemas = { Old: { $schema: 'http://json-schema.org/draft-03/schema#', type: 'string' } };
  const operation = {
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Old' } } } },
  };

  expect(contractProblems({ schemas, operation })).toEqual([
    'things.json#/components/schemas/Old: uses http://json-schema.org/draft-03/schema#, a JSON Schema dialect that is not supported',
  ]);
});

test.for<[string, object, readonly unknown[], readonly unknown[]]>([
  ['nullable adds null to a type', { type: 'string', nullable: true }, ['a', null], [1]],
  ['nullable adds null to an enum', { type: 'string', enum: ['a'], nullable: true }, ['a', null], ['b']],
  ['nullable: false does not allow null', { type: 'string', nullable: false }, ['a'], [null]],
  ['exclusiveMinimum: true', { minimum: 1, exclusiveMinimum: true }, [1.1], [1]],
  ['exclusiveMinimum: false', { minimum: 1, exclusiveMinimum: false }, [1], [0]],
  ['exclusiveMaximum: true', { maximum: 1, exclusiveMaximum: true }, [0], [1]],
  ['an exclusive bound without a bound', { exclusiveMaximum: true }, [0, 99], []],
  ['an exclusive bound in the syntax of 3.1', { exclusiveMinimum: 1, maximum: 3 }, [2], [1, 4]],
])('OpenAPI 3.0: %s', ([, schema, valid, invalid]) => {
  const validate = requestValidator(schema, { openapi: '3.0.3' });

  expect(valid.flatMap(validate)).toEqual([]);
  expect(invalid.map((value) => validate(value).length > 0)).toEqual(invalid.map(() => true));
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

test.for(['3.0.3', '3.1.0'])(
  'OpenAPI %s: a required readOnly property is required in replies only, and writeOnly in requests only',
  (openapi) => {
    const sketch = { openapi, schemas: { Owner: { type: 'string', readOnly: true } } };

    expect(requestValidator(ACCOUNT, sketch)({ secret: 's', name: 'n' })).toEqual([]);
    expect(requestValidator(ACCOUNT, sketch)({ id: 'i', owner: 'o', name: 'n' })).toEqual(['secret: is required']);
    expect(replyValidator(ACCOUNT, sketch)({ id: 'i', owner: 'o', name: 'n' })).toEqual([]);
    expect(replyValidator(ACCOUNT, sketch)({ secret: 's', name: 'n' })).toEqual([
      'id: is required',
      'owner: is required',
    ]);
  },
);
