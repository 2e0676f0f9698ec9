import { expect, test } from 'vitest';
import { applyMergePatch } from '../../../../mock/resources/patch/merge-patch.ts';

/** RFC 7396, appendix A. */
test.for<readonly [before: object, patch: object, after: object]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j with %j becomes %j', ([before, patch, after]) => {
  expect(applyMergePatch(before as Record<string, unknown>, patch as Record<string, unknown>)).toEqual(after);
});

test('the name of an inherited property is a name like any other', () => {
  const value = applyMergePatch(
    {},
    JSON.parse('{"__proto__":{"bad":true},"constructor":{"a":1}}') as Record<string, unknown>,
  );

  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  expect(({} as { readonly bad?: boolean }).bad).toBeUndefined();
});
