import { expect, test } from 'vitest';
import { requestValidator } from '../a-contract.ts';

test.for<[string, unknown, unknown, readonly string[]]>([
  ['a missing property', { required: ['a', 'b'] }, {}, ['a: is required', 'b: is required']],
  [
    'a property that another one requires',
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    ['b: is required when a is given'],
  ],
  [
    'an unknown property',
    { properties: { a: {}, b: {} }, additionalProperties: false },
    { c: 1 },
    ['c: is not a known property; allowed: a, b'],
  ],
  [
    'an unknown property where none is known',
    { additionalProperties: false },
    { c: 1 },
    ['c: is not a known property; none are allowed'],
  ],
  [
    'an unknown property, known to patterns',
    { patternProperties: { '^x-': {} }, additionalProperties: false },
    { c: 1 },
    ['c: is not a known property; none are allowed'],
  ],
  ['a forbidden property', { properties: { a: false } }, { a: 1 }, ['a: is not allowed']],
  ['a wrong type', { type: 'string' }, [], [': must be string, and is array']],
  ['a type outside a list of types', { type: ['string', 'null'] }, 1, [': must be string or null, and is number']],
  ['a null', { type: 'object' }, null, [': must be object, and is null']],
  [
    'a telephone number',
    { pattern: String.raw`^\+[1-9]\d{1,14}$` },
    '0',
    [': must be an E.164 number such as +14155550100'],
  ],
  ['another pattern', { pattern: '^a$' }, 'b', [': must match the pattern ^a$']],
  ['a format', { format: 'uuid' }, 'b', [': must be a valid uuid']],
  ['an enum', { enum: ['a', 1, null] }, 'b', [': must be one of "a", 1, null']],
  ['a constant', { const: { a: 1 } }, 'b', [': must be {"a":1}']],
  ['a text too short', { minLength: 1 }, '', [': must have at least 1 character']],
  ['a text too long', { maxLength: 2 }, 'abc', [': must have at most 2 characters']],
  ['a number too low', { minimum: 1 }, 0, [': must be >= 1']],
  [
    'the name of a property',
    { propertyNames: { pattern: '^a$' } },
    { b: 1 },
    ['b: has a name that must match the pattern ^a$'],
  ],
  ['a condition', { if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1 }, ['b: is required']],
  [
    'several things at once',
    { properties: { a: { type: 'string' }, b: { minimum: 1 } } },
    { a: 1, b: 0 },
    ['a: must be string, and is number', 'b: must be >= 1'],
  ],
  [
    'a nested location',
    { properties: { a: { items: { required: ['b'] } } } },
    { a: [{ b: 1 }, {}] },
    ['a.1.b: is required'],
  ],
  [
    'a name with a slash',
    { properties: { 'a/b': { type: 'string' } } },
    { 'a/b': 1 },
    ['a/b: must be string, and is number'],
  ],
])('describes $0', ([, schema, value, found]) => {
  expect(requestValidator(schema)(value)).toEqual(found);
});
