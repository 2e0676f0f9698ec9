import { expect, test } from 'vitest';
import { faultsOf, requestJudge } from '../a-contract.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

const OLD_PAIR = { $schema: DRAFT_07, items: [{ type: 'integer' }, { $ref: '#/components/schemas/NewPair' }] };
const NEW_PAIR = { $schema: DRAFT_2020, prefixItems: [{ type: 'string' }, { $ref: '#/components/schemas/OldPair' }] };
const PAIRS = { schemas: { OldPair: OLD_PAIR, NewPair: NEW_PAIR } };

test.for([
  ['an old body with a new component', OLD_PAIR, [1, ['a']], [1, [2]]],
  ['a new body with an old component', NEW_PAIR, ['a', [1]], ['a', ['b']]],
] as const)('judges each part in its own dialect: %s', ([, schema, fitting, other]) => {
  const judge = requestJudge(schema, PAIRS);

  expect(judge(fitting)).toEqual([]);
  expect(judge(other)).toEqual([expect.stringContaining('1.0: must be ')]);
});

test('goes back and forth between dialects that refer to each other, and says where', () => {
  const judge = requestJudge({ properties: { pair: { $ref: '#/components/schemas/OldPair' } } }, PAIRS);

  expect(judge({ pair: [1, ['a', [2, ['b']]]] })).toEqual([]);
  expect(judge({ pair: [1, ['a', [2, [3]]]] })).toEqual(['pair.1.1.1.0: must be string, and is number']);
});

test('judges a schema of another dialect that stands in the midst of one', () => {
  const judge = requestJudge({ properties: { pair: { $schema: DRAFT_07, items: [{ type: 'integer' }] } } });

  expect(judge({ pair: ['a'] })).toEqual(['pair.0: must be integer, and is string']);
});

test('names the known properties of a component in another dialect', () => {
  const judge = requestJudge(
    { $schema: DRAFT_07, properties: { pet: { $ref: '#/components/schemas/Pet' } } },
    { schemas: { Pet: { properties: { name: {} }, unevaluatedProperties: false } } },
  );

  expect(judge({ pet: { nmae: 'Rex' } })).toEqual(['pet.nmae: is not a known property; known are name']);
});

const TREE = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
};

test('judges a schema that contains itself', () => {
  const judge = requestJudge({ $ref: '#/components/schemas/Tree' }, { schemas: { Tree: TREE } });

  expect(judge({ name: 'a', children: [{ name: 'b', children: [{}] }] })).toEqual([
    'children.0.children.0.name: is required',
  ]);
});

test('follows a reference to anywhere in the document', () => {
  const judge = requestJudge(
    { properties: { first: { type: 'integer' }, second: { $ref: '#/components/schemas/A~1B%20C/properties/deep' } } },
    { schemas: { 'A/B C': { properties: { deep: { type: 'string' } } } } },
  );

  expect(judge({ second: 1 })).toEqual(['second: must be string, and is number']);
});

test('follows an anchor, which belongs to the document or to the schema with an $id around it', () => {
  const schemas = {
    Name: { $anchor: 'name', type: 'string' },
    Pet: {
      $id: 'https://pets.test/pet',
      properties: { name: { $ref: '#name' }, age: { $ref: '#/$defs/age' }, sire: { $ref: '#' } },
      $defs: { own: { $anchor: 'name', enum: ['Rex'] }, age: { type: 'integer' } },
    },
  };
  const judge = requestJudge(
    { properties: { name: { $ref: '#name' }, pet: { $ref: '#/components/schemas/Pet' } } },
    { schemas },
  );

  expect(judge({ name: 'Ann', pet: { name: 'Rex', age: 3, sire: { name: 'Rex' } } })).toEqual([]);
  expect(judge({ name: 1, pet: { name: 'Ann', age: 'old', sire: { age: 'old' } } })).toEqual([
    'name: must be string, and is number',
    'pet.name: must be one of "Rex"',
    'pet.age: must be integer, and is string',
    'pet.sire.age: must be integer, and is string',
  ]);
});

test("follows draft-07's way to write an anchor", () => {
  const judge = requestJudge({
    $schema: DRAFT_07,
    properties: { name: { $ref: '#name' } },
    definitions: { name: { $id: '#name', type: 'string' } },
  });

  expect(judge({ name: 1 })).toEqual(['name: must be string, and is number']);
});

test('follows $dynamicRef to the anchor of the schema that began', () => {
  const judge = requestJudge({
    $dynamicAnchor: 'node',
    properties: { name: { type: 'string' }, next: { $dynamicRef: '#node' } },
    unevaluatedProperties: false,
  });

  expect(judge({ next: { next: { name: 1 } } })).toEqual(['next.next.name: must be string, and is number']);
});

test('takes valid schemas that a linter would object to', () => {
  const judge = requestJudge({
    if: { required: ['a'] },
    minContains: 2,
    properties: { foo: { type: 'integer' } },
    patternProperties: { '^f': { minimum: 1 } },
  });

  expect(judge({ foo: 0 })).toEqual(['foo: must be >= 1']);
});

test.for([String.raw`^[\w-.]+$`, String.raw`^a\-b$`])(
  'takes a pattern that compiles without the flag u only: %s',
  (pattern) => {
    expect(requestJudge({ pattern })('a-b')).toEqual([]);
    expect(requestJudge({ pattern })('&')).toHaveLength(1);
  },
);

test('takes a pattern in the words of Unicode', () => {
  expect(requestJudge({ pattern: String.raw`^\p{Lu}$` })('Ä')).toEqual([]);
});

test('takes a format that nobody knows for an annotation, and checks those that are known', () => {
  const judge = requestJudge({ properties: { id: { format: 'ulid' }, at: { format: 'date-time' } } });

  expect(judge({ id: '?', at: 'noon' })).toEqual(['at: must be a valid date-time']);
});

test('does not take inherited properties for given ones', () => {
  expect(requestJudge({ required: ['toString'] })({})).toEqual(['toString: is required']);
});

test('divides decimals as people do', () => {
  expect(requestJudge({ multipleOf: 0.01 })(19.99)).toEqual([]);
});

test('leaves extensions out of account', () => {
  expect(requestJudge({ 'x-internal': { odd: true }, type: 'string' })('a')).toEqual([]);
});

const inBody = (schema: object, schemas = {}): readonly string[] =>
  faultsOf({ schemas, operation: { requestBody: { content: { 'application/json': { schema } } } } });

const BODY = 'things.json#/paths/~1things/put/requestBody/content/application~1json/schema';

test.for<[string, object, string]>([
  [
    'a misspelt keyword',
    { properties: { a: { minLenght: 1 } } },
    '/properties/a/minLenght: is no keyword of the dialect 2020-12: nothing would check it',
  ],
  [
    'a keyword of another dialect',
    { $schema: DRAFT_07, dependentRequired: {} },
    '/dependentRequired: is no keyword of the dialect draft-07: nothing would check it',
  ],
  [
    'a keyword that would make judging asynchronous',
    { $async: true },
    '/$async: is no keyword of the dialect 2020-12: nothing would check it',
  ],
  [
    'a type that does not exist',
    { properties: { a: { type: 'text' } } },
    '/properties/a/type: holds a schema that cannot be compiled: it must be one of "array", "boolean", "integer", "null", "number", "object", "string"',
  ],
  [
    'a broken pattern',
    { pattern: '(' },
    '/pattern: has a bad pattern: Invalid regular expression: /(/: Unterminated group',
  ],
  [
    'a broken pattern for names',
    { patternProperties: { '[': {} } },
    '/patternProperties: has a bad pattern: Invalid regular expression: /[/: Unterminated character class',
  ],
  [
    'a tuple in the words of draft-07',
    { items: [{}] },
    '/items: holds a schema that cannot be compiled: it must be object or boolean, and is array',
  ],
  [
    'no schema at all',
    { properties: { a: 'string' } },
    '/properties/a: holds a schema that cannot be compiled: it must be object or boolean, and is string',
  ],
  [
    'null',
    { items: null },
    '/items: holds a schema that cannot be compiled: it must be object or boolean, and is null',
  ],
  [
    'a reference into nothing',
    { items: { $ref: '#/components/schemas/Pet' } },
    '/items: refers to #/components/schemas/Pet, which does not exist',
  ],
  [
    'a reference to an anchor that is not there',
    { items: { $ref: '#pet' } },
    '/items: refers to #pet, which does not exist',
  ],
  [
    'a reference to another document',
    { items: { $ref: 'pet.json' } },
    '/items: refers to pet.json, outside this document',
  ],
  ['a reference that cannot be decoded', { items: { $ref: '#/%' } }, '/items: refers to #/%, outside this document'],
  [
    'a schema that is itself',
    { $ref: '#/paths/~1things/put/requestBody/content/application~1json/schema' },
    ': refers to itself in a circle: no value could be judged by it',
  ],
])('refuses $0, and says where', ([, schema, problem]) => {
  expect(inBody(schema)).toEqual([BODY + problem]);
});

test.for<[string, object]>([
  ['through allOf', { allOf: [{ $ref: '#/components/schemas/A' }] }],
  ['through anyOf', { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/A' }] }],
  ['through another', { $ref: '#/components/schemas/B' }],
  ['through if', { if: { $ref: '#/components/schemas/A' } }],
  ['through dependentSchemas', { dependentSchemas: { a: { $ref: '#/components/schemas/A' } } }],
])('refuses a schema that never ends: %s', ([, A]) => {
  const schemas = { A, B: { $ref: '#/components/schemas/A' } };

  expect(inBody({ properties: { a: { $ref: '#/components/schemas/A' } } }, schemas)).toEqual([
    'things.json#/components/schemas/A: refers to itself in a circle: no value could be judged by it',
  ]);
});

test('says once what is wrong with a component, however many refer to it', () => {
  const Pet = {
    type: 'object',
    properties: { name: { maxLenght: 3 }, friend: { $ref: '#/components/schemas/Friend' } },
  };
  const Friend = { properties: { pet: { $ref: '#/components/schemas/Pet' } } };

  expect(
    inBody({ anyOf: [{ $ref: '#/components/schemas/Friend' }, { $ref: '#/components/schemas/Pet' }] }, { Pet, Friend }),
  ).toEqual([expect.stringContaining('things.json#/components/schemas/Pet/properties/name/maxLenght: is no keyword')]);
});

test('does not blame those that refer to a faulty component', () => {
  const media = { schema: { $ref: '#/components/schemas/Friend' } };
  const schemas = {
    Pet: { properties: { friend: { $ref: '#/components/schemas/Friend' }, name: { maxLenght: 3 } } },
    Friend: { properties: { pet: { $ref: '#/components/schemas/Pet' } } },
  };
  const responses = {
    200: { description: 'One.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
  };

  expect(
    faultsOf({ schemas, operation: { requestBody: { content: { 'application/json': media } }, responses } }),
  ).toEqual([expect.stringContaining('things.json#/components/schemas/Pet/properties/name/maxLenght: is no keyword')]);
});

test('compiles what is only referred to across dialects, so that it cannot fail later', () => {
  const schemas = { Old: { $schema: DRAFT_07, pattern: '(' } };

  expect(inBody({ properties: { old: { $ref: '#/components/schemas/Old' } } }, schemas)).toEqual([
    'things.json#/components/schemas/Old/pattern: has a bad pattern: Invalid regular expression: /(/: Unterminated group',
  ]);
});

test('does not look for schemas in examples and defaults', () => {
  const example = { $id: 'a', $schema: 'draft-99', minLength: 'many' };

  expect(
    inBody({ properties: { one: { example, default: example }, other: { examples: [example, example] } } }),
  ).toEqual([]);
});

test('does not let a left-over nullable of OpenAPI 3.0 allow null in 3.1', () => {
  const judge = requestJudge({ type: 'string', nullable: true });

  expect(judge('text')).toEqual([]);
  expect(judge(null)).toEqual([': must be string, and is null']);
});

test('takes a reference from a schema with an $id for one into the document, where it leads nowhere else', () => {
  const schema = { $id: 'https://pets.test/list', items: { $ref: '#/components/schemas/Pet' } };

  expect(requestJudge(schema, { schemas: { Pet: { type: 'string' } } })([1])).toEqual([
    '0: must be string, and is number',
  ]);
});

test('refuses a schema that is null, and says where', () => {
  const operation = { requestBody: { content: { 'application/json': { schema: null } } } };

  expect(faultsOf({ operation })).toEqual([
    `${BODY}: holds a schema that cannot be compiled: it is no object, and no boolean`,
  ]);
});

test('follows a reference to an $id, from wherever it is written', () => {
  const schema = { $id: 'https://pets.test/list', items: { $ref: 'pet' } };
  const schemas = {
    Pet: { $id: 'https://pets.test/pet', $ref: '#name', $defs: { name: { $anchor: 'name', type: 'string' } } },
  };

  expect(requestJudge(schema, { schemas })(['Rex'])).toEqual([]);
  expect(requestJudge(schema, { schemas })([1])).toEqual(['0: must be string, and is number']);
});

test('follows a dynamic reference that can lead to one place only', () => {
  const schema = { $defs: { text: { $dynamicAnchor: 'item', type: 'string' } }, items: { $dynamicRef: '#item' } };

  expect(requestJudge(schema)([1])).toEqual(['0: must be string, and is number']);
});
