import { expect, test } from 'vitest';
import { contractProblems, requestValidator } from '../a-contract.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

const OLD_PAIR = { $schema: DRAFT_07, items: [{ type: 'integer' }, { $ref: '#/components/schemas/NewPair' }] };
const NEW_PAIR = { $schema: DRAFT_2020, prefixItems: [{ type: 'string' }, { $ref: '#/components/schemas/OldPair' }] };
const PAIRS = { schemas: { OldPair: OLD_PAIR, NewPair: NEW_PAIR } };

test.for([
  ['an old body with a new component', OLD_PAIR, [1, ['a']], [1, [2]]],
  ['a new body with an old component', NEW_PAIR, ['a', [1]], ['a', ['b']]],
] as const)('validates each part in its own dialect: %s', ([, schema, valid, invalid]) => {
  const validate = requestValidator(schema, PAIRS);

  expect(validate(valid)).toEqual([]);
  expect(validate(invalid)).toEqual([expect.stringContaining('1.0: must be ')]);
});

test('switches between dialects that refer to each other, and reports the full path', () => {
  const validate = requestValidator({ properties: { pair: { $ref: '#/components/schemas/OldPair' } } }, PAIRS);

  expect(validate({ pair: [1, ['a', [2, ['b']]]] })).toEqual([]);
  expect(validate({ pair: [1, ['a', [2, [3]]]] })).toEqual(['pair.1.1.1.0: must be string, and is number']);
});

test('validates a nested schema of another dialect', () => {
  const validate = requestValidator({ properties: { pair: { $schema: DRAFT_07, items: [{ type: 'integer' }] } } });

  expect(validate({ pair: ['a'] })).toEqual(['pair.0: must be integer, and is string']);
});

test('names the known properties of a component in another dialect', () => {
  const validate = requestValidator(
    { $schema: DRAFT_07, properties: { pet: { $ref: '#/components/schemas/Pet' } } },
    { schemas: { Pet: { properties: { name: {} }, unevaluatedProperties: false } } },
  );

  expect(validate({ pet: { nmae: 'Rex' } })).toEqual(['pet.nmae: is not a known property; allowed: name']);
});

const TREE = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
};

test('validates a recursive schema', () => {
  const validate = requestValidator({ $ref: '#/components/schemas/Tree' }, { schemas: { Tree: TREE } });

  expect(validate({ name: 'a', children: [{ name: 'b', children: [{}] }] })).toEqual([
    'children.0.children.0.name: is required',
  ]);
});

test('follows a reference to anywhere in the document', () => {
  const validate = requestValidator(
    { properties: { first: { type: 'integer' }, second: { $ref: '#/components/schemas/A~1B%20C/properties/deep' } } },
    { schemas: { 'A/B C': { properties: { deep: { type: 'string' } } } } },
  );

  expect(validate({ second: 1 })).toEqual(['second: must be string, and is number']);
});

test('resolves an anchor in the document or in the enclosing schema with an $id', () => {
  const schemas = {
    Name: { $anchor: 'name', type: 'string' },
    Pet: {
      $id: 'https://pets.test/pet',
      properties: { name: { $ref: '#name' }, age: { $ref: '#/$defs/age' }, sire: { $ref: '#' } },
      $defs: { own: { $anchor: 'name', enum: ['Rex'] }, age: { type: 'integer' } },
    },
  };
  const validate = requestValidator(
    { properties: { name: { $ref: '#name' }, pet: { $ref: '#/components/schemas/Pet' } } },
    { schemas },
  );

  expect(validate({ name: 'Ann', pet: { name: 'Rex', age: 3, sire: { name: 'Rex' } } })).toEqual([]);
  expect(validate({ name: 1, pet: { name: 'Ann', age: 'old', sire: { age: 'old' } } })).toEqual([
    'name: must be string, and is number',
    'pet.name: must be one of "Rex"',
    'pet.age: must be integer, and is string',
    'pet.sire.age: must be integer, and is string',
  ]);
});

test('resolves an anchor written as $id in draft-07', () => {
  const validate = requestValidator({
    $schema: DRAFT_07,
    properties: { name: { $ref: '#name' } },
    definitions: { name: { $id: '#name', type: 'string' } },
  });

  expect(validate({ name: 1 })).toEqual(['name: must be string, and is number']);
});

test('resolves $dynamicRef to the anchor of the outermost schema', () => {
  const validate = requestValidator({
    $dynamicAnchor: 'node',
    properties: { name: { type: 'string' }, next: { $dynamicRef: '#node' } },
    unevaluatedProperties: false,
  });

  expect(validate({ next: { next: { name: 1 } } })).toEqual(['next.next.name: must be string, and is number']);
});

test('accepts valid schemas that a linter would reject', () => {
  const validate = requestValidator({
    if: { required: ['a'] },
    minContains: 2,
    properties: { foo: { type: 'integer' } },
    patternProperties: { '^f': { minimum: 1 } },
  });

  expect(validate({ foo: 0 })).toEqual(['foo: must be >= 1']);
});

test.for([String.raw`^[\w-.]+$`, String.raw`^a\-b$`])(
  'accepts a pattern that compiles only without the flag u: %s',
  (pattern) => {
    expect(requestValidator({ pattern })('a-b')).toEqual([]);
    expect(requestValidator({ pattern })('&')).toHaveLength(1);
  },
);

test('accepts a pattern with a Unicode property', () => {
  expect(requestValidator({ pattern: String.raw`^\p{Lu}$` })('Ä')).toEqual([]);
});

test('ignores an unknown format, and checks a known one', () => {
  const validate = requestValidator({ properties: { id: { format: 'ulid' }, at: { format: 'date-time' } } });

  expect(validate({ id: '?', at: 'noon' })).toEqual(['at: must be a valid date-time']);
});

test('does not count inherited properties as present', () => {
  expect(requestValidator({ required: ['toString'] })({})).toEqual(['toString: is required']);
});

test('checks multipleOf with decimals exactly', () => {
  expect(requestValidator({ multipleOf: 0.01 })(19.99)).toEqual([]);
});

test('ignores extensions', () => {
  expect(requestValidator({ 'x-internal': { odd: true }, type: 'string' })('a')).toEqual([]);
});

const bodyProblems = (schema: object, schemas = {}): readonly string[] =>
  contractProblems({ schemas, operation: { requestBody: { content: { 'application/json': { schema } } } } });

const BODY = 'things.json#/paths/~1things/put/requestBody/content/application~1json/schema';

test.for<[string, object, string]>([
  [
    'a misspelled keyword',
    { properties: { a: { minLenght: 1 } } },
    '/properties/a/minLenght: is not a keyword of the dialect 2020-12, so it would not be checked',
  ],
  [
    'a keyword of another dialect',
    { $schema: DRAFT_07, dependentRequired: {} },
    '/dependentRequired: is not a keyword of the dialect draft-07, so it would not be checked',
  ],
  [
    'a keyword that would make validation asynchronous',
    { $async: true },
    '/$async: is not a keyword of the dialect 2020-12, so it would not be checked',
  ],
  [
    'a type that does not exist',
    { properties: { a: { type: 'text' } } },
    '/properties/a/type: holds a schema that cannot be compiled: it must be one of "array", "boolean", "integer", "null", "number", "object", "string"',
  ],
  [
    'a broken pattern',
    { pattern: '(' },
    '/pattern: has an invalid pattern: Invalid regular expression: /(/: Unterminated group',
  ],
  [
    'a broken pattern for property names',
    { patternProperties: { '[': {} } },
    '/patternProperties: has an invalid pattern: Invalid regular expression: /[/: Unterminated character class',
  ],
  [
    'a tuple in the syntax of draft-07',
    { items: [{}] },
    '/items: holds a schema that cannot be compiled: it must be object or boolean, and is array',
  ],
  [
    'a string in place of a schema',
    { properties: { a: 'string' } },
    '/properties/a: holds a schema that cannot be compiled: it must be object or boolean, and is string',
  ],
  [
    'null',
    { items: null },
    '/items: holds a schema that cannot be compiled: it must be object or boolean, and is null',
  ],
  [
    'a reference to a missing component',
    { items: { $ref: '#/components/schemas/Pet' } },
    '/items: refers to #/components/schemas/Pet, which does not exist',
  ],
  ['a reference to a missing anchor', { items: { $ref: '#pet' } }, '/items: refers to #pet, which does not exist'],
  [
    'a reference to another document',
    { items: { $ref: 'pet.json' } },
    '/items: refers to pet.json, outside this document',
  ],
  ['a reference that cannot be decoded', { items: { $ref: '#/%' } }, '/items: refers to #/%, outside this document'],
  [
    'a schema that refers to itself',
    { $ref: '#/paths/~1things/put/requestBody/content/application~1json/schema' },
    ': is a circular reference: no value could be validated against it',
  ],
])('refuses $0, and reports the location', ([, schema, problem]) => {
  expect(bodyProblems(schema)).toEqual([BODY + problem]);
});

test.for<[string, object]>([
  ['through allOf', { allOf: [{ $ref: '#/components/schemas/A' }] }],
  ['through anyOf', { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/A' }] }],
  ['through another', { $ref: '#/components/schemas/B' }],
  ['through if', { if: { $ref: '#/components/schemas/A' } }],
  ['through dependentSchemas', { dependentSchemas: { a: { $ref: '#/components/schemas/A' } } }],
])('refuses a circular schema: %s', ([, A]) => {
  const schemas = { A, B: { $ref: '#/components/schemas/A' } };

  expect(bodyProblems({ properties: { a: { $ref: '#/components/schemas/A' } } }, schemas)).toEqual([
    'things.json#/components/schemas/A: is a circular reference: no value could be validated against it',
  ]);
});

test('reports a problem of a component once for all references to it', () => {
  const Pet = {
    type: 'object',
    properties: { name: { maxLenght: 3 }, friend: { $ref: '#/components/schemas/Friend' } },
  };
  const Friend = { properties: { pet: { $ref: '#/components/schemas/Pet' } } };

  expect(
    bodyProblems(
      { anyOf: [{ $ref: '#/components/schemas/Friend' }, { $ref: '#/components/schemas/Pet' }] },
      { Pet, Friend },
    ),
  ).toEqual([
    expect.stringContaining('things.json#/components/schemas/Pet/properties/name/maxLenght: is not a keyword'),
  ]);
});

test('reports a problem of a component at the component, not at references to it', () => {
  const media = { schema: { $ref: '#/components/schemas/Friend' } };
  const schemas = {
    Pet: { properties: { friend: { $ref: '#/components/schemas/Friend' }, name: { maxLenght: 3 } } },
    Friend: { properties: { pet: { $ref: '#/components/schemas/Pet' } } },
  };
  const responses = {
    200: { description: 'One.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
  };

  expect(
    contractProblems({ schemas, operation: { requestBody: { content: { 'application/json': media } }, responses } }),
  ).toEqual([
    expect.stringContaining('things.json#/components/schemas/Pet/properties/name/maxLenght: is not a keyword'),
  ]);
});

test('compiles references across dialects at once, so that they cannot fail later', () => {
  const schemas = { Old: { $schema: DRAFT_07, pattern: '(' } };

  expect(bodyProblems({ properties: { old: { $ref: '#/components/schemas/Old' } } }, schemas)).toEqual([
    'things.json#/components/schemas/Old/pattern: has an invalid pattern: Invalid regular expression: /(/: Unterminated group',
  ]);
});

test('does not look for schemas in examples and defaults', () => {
  const example = { $id: 'a', $schema: 'draft-99', minLength: 'many' };

  expect(
    bodyProblems({ properties: { one: { example, default: example }, other: { examples: [example, example] } } }),
  ).toEqual([]);
});

test('ignores nullable of OpenAPI 3.0 in 3.1', () => {
  const validate = requestValidator({ type: 'string', nullable: true });

  expect(validate('text')).toEqual([]);
  expect(validate(null)).toEqual([': must be string, and is null']);
});

test('resolves a reference in a schema with an $id in the document, if it does not resolve in the schema', () => {
  const schema = { $id: 'https://pets.test/list', items: { $ref: '#/components/schemas/Pet' } };

  expect(requestValidator(schema, { schemas: { Pet: { type: 'string' } } })([1])).toEqual([
    '0: must be string, and is number',
  ]);
});

test('refuses a schema that is null, and reports the location', () => {
  const operation = { requestBody: { content: { 'application/json': { schema: null } } } };

  expect(contractProblems({ operation })).toEqual([
    `${BODY}: holds a schema that cannot be compiled: it is neither an object nor a boolean`,
  ]);
});

test('follows a reference to an $id from any schema', () => {
  const schema = { $id: 'https://pets.test/list', items: { $ref: 'pet' } };
  const schemas = {
    Pet: { $id: 'https://pets.test/pet', $ref: '#name', $defs: { name: { $anchor: 'name', type: 'string' } } },
  };

  expect(requestValidator(schema, { schemas })(['Rex'])).toEqual([]);
  expect(requestValidator(schema, { schemas })([1])).toEqual(['0: must be string, and is number']);
});

test('follows a dynamic reference with one possible target', () => {
  const schema = { $defs: { text: { $dynamicAnchor: 'item', type: 'string' } }, items: { $dynamicRef: '#item' } };

  expect(requestValidator(schema)([1])).toEqual(['0: must be string, and is number']);
});
