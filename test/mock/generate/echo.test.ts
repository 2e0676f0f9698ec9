import { expect, test } from 'vitest';
import { mergeValid } from '../../../mock/generate/merge-valid.ts';
import { echoRequest } from '../../../mock/generate/echo.ts';

const ALWAYS = (): boolean => true;

test('puts what was sent in the place of what is called the same, at the top and one level below', () => {
  const value = { name: '?', data: { name: '?', size: 0 }, list: [1] };

  expect(echoRequest(value, { name: 'Rex', other: 1 }, ALWAYS)).toEqual({
    name: 'Rex',
    data: { name: 'Rex', size: 0 },
    list: [1],
  });
});

test('leaves what does not fit, and what is no object', () => {
  const fits = (told: unknown): boolean => typeof (told as { readonly size: unknown }).size === 'number';

  expect(echoRequest({ size: 1 }, { size: 'large' }, fits)).toEqual({ size: 1 });
  expect(echoRequest([1], { size: 2 }, ALWAYS)).toEqual([1]);
});

test('a blend is what is wanted alone, else on top of what fits, else as much of it as fits', () => {
  const needs =
    (...names: readonly string[]) =>
    (value: object): boolean =>
      names.every((name) => name in value);

  expect(mergeValid({ a: 1 }, { b: 2 }, needs('b'))).toEqual({ b: 2 });
  expect(mergeValid({ a: 1 }, { b: 2 }, needs('a'))).toEqual({ a: 1, b: 2 });
  expect(mergeValid({ a: 1 }, { b: 2, c: 3 }, (value) => !('c' in value) && 'a' in value)).toEqual({ a: 1, b: 2 });
});
