import { expect, test } from 'vitest';
import { applyJsonPatch } from '../../../../mock/resources/patch/json-patch.ts';

/** The patched value, or the kind of problem. */
const patched = (value: unknown, ...steps: readonly unknown[]): unknown => {
  const result = applyJsonPatch(value, steps);
  return result.kind === 'patched' ? result.value : result.kind;
};

/** RFC 6902, appendix A. */
test.for<readonly [what: string, before: unknown, steps: readonly object[], after: unknown]>([
  ['A.1', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
  ['A.2', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
  ['A.3', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
  ['A.4', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
  ['A.5', { baz: 'qux' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo' }],
  ['A.6', { a: { x: 1, y: 2 }, b: {} }, [{ op: 'move', from: '/a/x', path: '/b/z' }], { a: { y: 2 }, b: { z: 1 } }],
  ['A.7', { foo: [1, 2, 3, 4] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: [1, 3, 4, 2] }],
  ['A.8', { a: [1, 2] }, [{ op: 'test', path: '/a/1', value: 2 }], { a: [1, 2] }],
  ['A.9', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }], 'inapplicable'],
  ['A.10', { foo: 'bar' }, [{ op: 'add', path: '/child', value: { a: {} } }], { foo: 'bar', child: { a: {} } }],
  ['A.11', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 1, xyz: 123 }], { foo: 'bar', baz: 1 }],
  ['A.12', { foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }], 'inapplicable'],
  ['A.14', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
  ['A.15', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: '10' }], 'inapplicable'],
  ['A.16', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
])('applies the example %s', ([, before, steps, after]) => {
  expect(patched(before, ...steps)).toEqual(after);
});

test('replaces existing values, the whole document, and values in arrays', () => {
  expect(patched({ a: 1 }, { op: 'add', path: '/a', value: 2 })).toEqual({ a: 2 });
  expect(patched({ a: 1 }, { op: 'replace', path: '', value: [] })).toEqual([]);
  expect(patched({ a: [{ b: 1 }] }, { op: 'replace', path: '/a/0/b', value: 2 })).toEqual({ a: [{ b: 2 }] });
  expect(patched({ a: 1 }, { op: 'copy', from: '/a', path: '/b' })).toEqual({ a: 1, b: 1 });
});

test.for<readonly [what: string, step: object]>([
  ['replaces a missing value', { op: 'replace', path: '/b', value: 1 }],
  ['removes a missing value', { op: 'remove', path: '/b' }],
  ['removes the whole document', { op: 'remove', path: '' }],
  ['tests a missing value', { op: 'test', path: '/b', value: null }],
  ['adds beyond the end', { op: 'add', path: '/list/3', value: 1 }],
  ['has an index with a leading zero', { op: 'remove', path: '/list/01' }],
  ['removes the item after the end', { op: 'remove', path: '/list/-' }],
  ['points into a string', { op: 'add', path: '/text/a', value: 1 }],
  ['names an inherited property', { op: 'remove', path: '/constructor' }],
  ['copies a missing value', { op: 'copy', from: '/b', path: '/c' }],
  ['moves a missing value', { op: 'move', from: '/b', path: '/c' }],
  ['moves a value into itself', { op: 'move', from: '/object', path: '/object/inner' }],
])('does not apply if it $0', ([, step]) => {
  expect(patched({ list: [0, 1], text: 't', object: {} }, step)).toBe('inapplicable');
});

test.for<readonly [document: unknown, problem: string]>([
  [{ op: 'remove', path: '/a' }, 'is a list of operations'],
  [['remove'], 'Operation 0 of the patch is not an object'],
  [[{ op: 'remove', path: 'a' }], '"path"'],
  [[{ op: 'remove', path: '/~2' }], '"path"'],
  [
    [
      { op: 'test', path: '/a', value: 1 },
      { op: 'add', path: '/a' },
    ],
    'Operation 1 of the patch is add, which needs a "value"',
  ],
  [[{ op: 'copy', path: '/a' }], 'is copy, which needs a "from"'],
  [[{ op: 'merge', path: '/a' }], 'needs an "op"'],
  [Array.from({ length: 1_001 }, () => ({ op: 'remove', path: '/a' })), 'the maximum is 1000'],
])('refuses the malformed patch %j', ([document, problem]) => {
  expect(applyJsonPatch({ a: 1 }, document)).toEqual({ kind: 'malformed', detail: expect.stringContaining(problem) });
});

test('a patch that fails in the middle changes nothing, and names the operation', () => {
  const before = { a: 1 };

  const { kind, detail } = applyJsonPatch(before, [
    { op: 'replace', path: '/a', value: 2 },
    { op: 'test', path: '/a', value: 1 },
  ]) as { readonly kind: string; readonly detail: string };

  expect([kind, before]).toEqual(['inapplicable', { a: 1 }]);
  expect(detail).toBe(
    'Operation 1 of the patch, test "/a", fails: the value is 2. Read the item again, and patch its current state.',
  );
});

test('the name of an inherited property is a name like any other', () => {
  const value = patched({}, { op: 'add', path: '/__proto__', value: { bad: true } });

  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect(({} as { readonly bad?: boolean }).bad).toBeUndefined();
});

test('limits the size and the nesting of the result', () => {
  const doubling = Array.from({ length: 60 }, (_, index) => ({ op: 'copy', from: '', path: `/copy${index}` }));
  const nesting = Array.from({ length: 120 }, (_, depth) => ({ op: 'add', path: '/a'.repeat(depth + 1), value: {} }));

  for (const steps of [doubling, nesting])
    expect(applyJsonPatch({ a: 1 }, steps)).toEqual({
      kind: 'inapplicable',
      detail: expect.stringContaining('makes the item too large or too deeply nested'),
    });
});
