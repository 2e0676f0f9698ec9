import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../index.ts';
import { compileUntrusted } from '../../../../mock/contract/schemas/untrusted-schema.ts';

test('judges by a schema that came over the network', () => {
  const judge = compileUntrusted({ properties: { to: { pattern: '^\\+1' } }, required: ['to'] });

  expect(judge({})).toMatchObject([{ field: 'to', message: 'is required' }]);
  expect(judge({ to: '2' })).toMatchObject([{ field: 'to', rule: 'pattern' }]);
  expect(judge({ to: 1 })).toEqual([]);
});

test('tells patterns apart', () => {
  const judge = compileUntrusted({ properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } });

  expect(judge({ a: 'a', b: 'b' })).toEqual([]);
  expect(judge({ a: 'b', b: 'b' })).toMatchObject([{ field: 'a' }]);
  expect(judge({ a: 'a', b: 'a' })).toMatchObject([{ field: 'b' }]);
});

test('names what is known, like the schemas of a contract', () => {
  const judge = compileUntrusted({ properties: { a: {} }, additionalProperties: false });

  expect(judge({ b: 1 })).toMatchObject([{ message: 'is not a known property; known are a' }]);
});

test.for(['(a+)+$', '^(a|a)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'])('%s is quick on a long text', (pattern) => {
  const judge = compileUntrusted({ pattern });

  // By backtracking this takes longer than the universe has existed; the test's time limit would end it.
  expect(judge(`${'a'.repeat(100_000)}!`)).toHaveLength(1);
});

test.for<[string, JsonObject, string]>([
  ['a pattern that looks back', { pattern: '(a)\\1' }, 'invalid escape sequence'],
  ['a pattern that looks ahead', { pattern: '(?=a)' }, 'invalid or unsupported Perl syntax'],
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
  ['judging that would not be awaited', { $async: true, type: 'string' }, '"$async" is not allowed here'],
])('refuses $0', ([, schema, message]) => {
  expect(() => compileUntrusted(schema)).toThrow(message);
});

test('lets a property be called like what is refused', () => {
  expect(compileUntrusted({ properties: { $ref: { type: 'string' } } })({ $ref: 1 })).toHaveLength(1);
});
