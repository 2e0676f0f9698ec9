import { expect, test } from 'vitest';
import { like } from '../../client/like.ts';
import type { JsonObject } from '../../mock/index.ts';
import { compileUntrusted } from '../../mock/contract/schemas/untrusted-schema.ts';

const fits = (example: unknown, value: unknown): boolean =>
  compileUntrusted(like(example) as JsonObject)(value).length === 0;

test.for([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: { b: 'x' } }, { a: { b: 'x', c: 'y' } }],
  [{ to: /^\+1/ }, { to: '+14155550110' }],
  [{ any: undefined }, { any: null }],
  [{ list: [1, { a: 1 }] }, { list: [1, { a: 1, b: 2 }] }],
  [null, null],
] as const)('%j is like %j', ([example, value]) => {
  expect(fits(example, value)).toBe(true);
});

test.for([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, {}],
  [{ to: /^\+1/ }, { to: '+49' }],
  [{ to: /1/ }, { to: 1 }],
  [{ any: undefined }, {}],
  [{ list: [1] }, { list: [1, 2] }],
  [{ list: [1] }, { list: [] }],
  [null, {}],
] as const)('%j is not like %j', ([example, value]) => {
  expect(fits(example, value)).toBe(false);
});

test('refuses what JSON Schema cannot express', () => {
  expect(() => like(/x/i)).toThrow('/x/i has flags, which JSON Schema does not support');
  expect(() => like({ at: () => 1 })).toThrow(TypeError);
});
