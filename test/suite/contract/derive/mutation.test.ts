import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
import type { Mutation } from '../../../../suite/contract/derive/mutation.ts';
import { mutationsOf } from '../../../../suite/contract/derive/mutation.ts';
import { aContract } from '../../../mock/contract/a-contract.ts';

const mutationsFor = (schema: JsonObject, value: unknown): readonly Mutation[] => {
  const requestBody = { content: { 'application/json': { schema } } };
  const operation = aContract({ operation: { requestBody } }).operations[0]!;
  const { schemaPointer = '', validate } = operation.requestBody!.content[0]!;
  return mutationsOf({ document: operation.document, schemaPointer, value, validate });
};

const mutatedBy = (rule: string, schema: JsonObject, value: unknown): readonly unknown[] =>
  mutationsFor(schema, value)
    .filter((mutation) => mutation.rule === rule)
    .map((mutation) => mutation.value);

test.for<readonly [rule: string, schema: JsonObject, value: unknown, mutated: unknown]>([
  ['type', { type: 'string' }, 'a', 12_345.5],
  ['enum', { enum: ['a', 'b'] }, 'a', 'not-one-of-these'],
  ['const', { const: 'a' }, 'a', 'not-this-one'],
  ['pattern', { type: 'string', pattern: '^a$' }, 'a', 'a!'],
  ['format', { type: 'string', format: 'email' }, 'a@b.test', 'not of this format'],
  ['minLength', { type: 'string', minLength: 2 }, 'abc', 'a'],
  ['maxLength', { type: 'string', maxLength: 3 }, 'ab', 'abbb'],
  ['minimum', { type: 'number', minimum: 1 }, 1, 0],
  ['maximum', { type: 'number', maximum: 1 }, 1, 2],
  ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 1 }, 2, 1],
  ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 1 }, 0, 1],
  ['multipleOf', { type: 'number', multipleOf: 2 }, 4, 5],
  ['minItems', { type: 'array', minItems: 2 }, [1, 2], [1]],
  ['maxItems', { type: 'array', maxItems: 1 }, [1], [1, 1]],
  ['uniqueItems', { type: 'array', uniqueItems: true }, [1, 2], [1, 1]],
  ['required', { type: 'object', required: ['a'] }, { a: 1, b: 2 }, { b: 2 }],
  ['additionalProperties', { type: 'object', additionalProperties: false }, {}, { unexpected_property: true }],
  ['unevaluatedProperties', { type: 'object', unevaluatedProperties: false }, {}, { unexpected_property: true }],
])('breaks "%s" and nothing else', ([rule, schema, value, mutated]) => {
  expect(mutatedBy(rule, schema, value)).toEqual([mutated]);
});

test('breaks rules in properties, lists and parts of allOf, and keeps the rest', () => {
  const part = { type: 'object', properties: { list: { type: 'array', items: { type: 'number', maximum: 9 } } } };

  expect(mutatedBy('maximum', { allOf: [part] }, { list: [1, 2], kept: true })).toEqual([
    { list: [10, 2], kept: true },
  ]);
});

test('skips a rule that no value can break', () => {
  expect(mutationsFor({ type: ['string', 'number', 'boolean', 'object', 'array', 'null'] }, 'a')).toEqual([]);
});
