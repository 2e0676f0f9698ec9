import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
import { compileUntrusted } from '../../../../mock/contract/schemas/untrusted-schema.ts';

test('validates with a schema that came over the network', () => {
  const validate = compileUntrusted({ properties: { to: { pattern: '^\\+1' } }, required: ['to'] });

  expect(validate({})).toMatchObject([{ field: 'to', message: 'is required' }]);
  expect(validate({ to: '2' })).toMatchObject([{ field: 'to', rule: 'pattern' }]);
  expect(validate({ to: 1 })).toEqual([]);
});

test('applies each pattern to its own property', () => {
  const validate = compileUntrusted({ properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } });

  expect(validate({ a: 'a', b: 'b' })).toEqual([]);
  expect(validate({ a: 'b', b: 'b' })).toMatchObject([{ field: 'a' }]);
  expect(validate({ a: 'a', b: 'a' })).toMatchObject([{ field: 'b' }]);
});

test('names the known properties, like the schemas of a contract', () => {
  const validate = compileUntrusted({ properties: { a: {} }, additionalProperties: false });

  expect(validate({ b: 1 })).toMatchObject([{ message: 'is not a known property; allowed: a' }]);
});

test.for(['(a+)+$', '^(a|a)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'])('%s is quick on a long text', (pattern) => {
  const validate = compileUntrusted({ pattern });

  // With backtracking, this would exceed the test's time limit by far.
  expect(validate(`${'a'.repeat(100_000)}!`)).toHaveLength(1);
});

test.for<[string, JsonObject, string]>([
  ['a pattern with a backreference', { pattern: '(a)\\1' }, 'invalid escape sequence'],
  ['a pattern with a lookahead', { pattern: '(?=a)' }, 'invalid or unsupported Perl syntax'],
  ['an unknown keyword', { minLenght: 1 }, 'unknown keyword: "minLenght"'],
  ['a type that does not exist', { type: 'text' }, 'type must be one of "array", "boolean"'],
  [
    'another dialect',
    { $schema: 'http://json-schema.org/draft-07/schema#' },
    '"$schema" must be https://json-schema.org/draft/2020-12/schema',
  ],
  ['a reference', { $ref: '#' }, '"$ref" is not allowed here'],
  ['a reference deep inside', { allOf: [{ properties: { a: { $ref: '#/$defs/a' } } }] }, '"$ref" is not allowed here'],
  ['a dynamic reference', { items: { $dynamicRef: '#a' } }, '"$dynamicRef" is not allowed here'],
  ['asynchronous validation', { $async: true, type: 'string' }, '"$async" is not allowed here'],
])('refuses $0', ([, schema, message]) => {
  expect(() => compileUntrusted(schema)).toThrow(message);
});

test('allows a property with the name of a refused keyword', () => {
  expect(compileUntrusted({ properties: { $ref: { type: 'string' } } })({ $ref: 1 })).toHaveLength(1);
});
