import { expect, test } from 'vitest';
import { SetUpError } from '../../../../index.ts';

test('lists each problem with its place, description, and remedy', () => {
  const error = new SetUpError([
    { place: 'openapi.json#/paths', problem: 'has no paths', remedy: 'Add one.' },
    { place: 'settings#/port', problem: 'port must be integer', remedy: 'Correct it.' },
  ]);

  expect(error.name).toBe('SetUpError');
  expect(error.message).toBe(
    [
      'openapi.json#/paths',
      '    has no paths',
      '    → Add one.',
      'settings#/port',
      '    port must be integer',
      '    → Correct it.',
    ].join('\n'),
  );
});
