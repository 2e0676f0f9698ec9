import { expect, test } from 'vitest';
import { KEYS } from '../../index.ts';
import { API_KEYS } from '../../testcontainers/api-keys.ts';

test('the module has the same API keys as the server', () => {
  const keys = Object.fromEntries(KEYS.map(({ kind, credential }) => [kind, credential]));

  expect(API_KEYS).toEqual(keys);
});
