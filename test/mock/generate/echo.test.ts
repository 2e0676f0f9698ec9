import { expect, test } from 'vitest';
import { echoRequest } from '../../../mock/generate/echo.ts';
import { mergeValid } from '../../../mock/generate/merge-valid.ts';

const ALWAYS = (): boolean => true;

test('replaces values by sent properties of the same name, at the top and one level below', () => {
  const value = { name: '?', data: { name: '?', size: 0 }, list: [1] };

  expect(echoRequest(value, { name: 'Rex', other: 1 }, ALWAYS)).toEqual({
    name: 'Rex',
    data: { name: 'Rex', size: 0 },
    list: [1],
  });
});

test('keeps a value if the sent one is invalid, and a value that is not an object', () => {
  const fits = (value: unknown): boolean => typeof (value as { readonly size: unknown }).size === 'number';

  expect(echoRequest({ size: 1 }, { size: 'large' }, fits)).toEqual({ size: 1 });
  expect(echoRequest([1], { size: 2 }, ALWAYS)).toEqual([1]);
});

test('mergeValid prefers the given value alone, then merged, then as much of it as is valid', () => {
  const needs =
    (...names: readonly string[]) =>
    (value: object): boolean =>
      names.every((name) => name in value);

  expect(mergeValid({ a: 1 }, { b: 2 }, needs('b'))).toEqual({ b: 2 });
  expect(mergeValid({ a: 1 }, { b: 2 }, needs('a'))).toEqual({ a: 1, b: 2 });
  expect(mergeValid({ a: 1 }, { b: 2, c: 3 }, (value) => !('c' in value) && 'a' in value)).toEqual({ a: 1, b: 2 });
});
