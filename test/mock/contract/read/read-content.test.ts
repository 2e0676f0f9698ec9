import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
import type { ResponseContract } from '../../../../mock/contract/operations/operation.ts';
import { aContract } from '../a-contract.ts';

const responseOf = (response: JsonObject, components: JsonObject = {}): ResponseContract | undefined =>
  aContract({ operation: { responses: { 200: response } }, components }).operations[0]?.responses[0];

const NAMED = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

test('keeps declared examples by name, also behind references', () => {
  const media = {
    schema: NAMED,
    examples: {
      rex: { value: { name: 'Rex' } },
      zed: { $ref: '#/components/examples/Zed' },
      far: { externalValue: 'far.json' },
    },
  };
  const components = { examples: { Zed: { value: { name: 'Zed' } } } };

  const response = responseOf({ content: { 'application/json': media } }, components);

  expect([...(response?.content[0]?.examples ?? [])]).toEqual([
    ['rex', { name: 'Rex' }],
    ['zed', { name: 'Zed' }],
  ]);
});

test('keeps an example without a name, null included', () => {
  const response = responseOf({ content: { 'application/json': { example: null } } });

  expect([...(response?.content[0]?.examples ?? [])]).toEqual([['example', null]]);
});

test('leaves out an example that its schema does not allow, with a notice', () => {
  const media = {
    schema: NAMED,
    examples: { bad: { value: {} }, worse: { value: 1 }, good: { value: { name: 'Rex' } } },
  };
  const responses = { 200: { content: { 'application/json': media } } };

  const { operations, notices } = aContract({ operation: { responses } });

  const place = 'things.json#/paths/~1things/put/responses/200/content/application~1json';
  expect([...(operations[0]?.responses[0]?.content[0]?.examples.keys() ?? [])]).toEqual(['good']);
  expect(notices).toEqual([
    `${place}: the example "bad" is not used: name is required`,
    `${place}: the example "worse" is not used: it must be object, and is number`,
  ]);
});

test('reads headers, also behind references, except Content-Type', () => {
  const headers = {
    'Retry-After': { $ref: '#/components/headers/Retry' },
    'X-Ids': { explode: true, schema: { type: 'array', items: { type: 'integer' } } },
    'content-type': { required: true },
  };
  const components = { headers: { Retry: { required: true, schema: { type: 'integer' } } } };

  expect(responseOf({ headers }, components)?.headers).toMatchObject([
    { name: 'retry-after', required: true, explode: false, schemaPointer: '/components/headers/Retry/schema' },
    { name: 'x-ids', required: false, explode: true },
  ]);
});

test('compiles a component once for all references to it', () => {
  const media = { 'application/json': { schema: { $ref: '#/components/schemas/Alias' } } };
  const schemas = { Alias: { $ref: '#/components/schemas/Named' }, Named: NAMED };

  const [operation] = aContract({ schemas, operation: { responses: { 200: { content: media } } } }).operations;

  expect(operation?.responses[0]?.content[0]?.schemaPointer).toBe('/components/schemas/Named');
});

test('accepts any body without a schema', () => {
  expect(responseOf({ content: { 'application/json': {} } })?.content[0]?.validate({ any: 'thing' })).toEqual([]);
});

test('accepts no body with the schema false', () => {
  expect(responseOf({ content: { 'application/json': { schema: false } } })?.content[0]?.validate(1)).toHaveLength(1);
});
