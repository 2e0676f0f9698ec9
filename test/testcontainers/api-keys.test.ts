import { expect, test } from 'vitest';
import { KEYS } from '../../index.ts';
import { API_KEYS } from '../../testcontainers/api-keys.ts';

test('the module knows the keys that the server knows', () => {
  const known = Object.fromEntries(KEYS.map(({ kind, credential }) => [kind, credential]));

  expect(API_KEYS).toEqual(known);
});
