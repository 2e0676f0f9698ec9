import { expect, test } from 'vitest';
import { bounded } from '../../../../mock/generate/faker/bounded-schema.ts';

test.for([
  [{ maxLength: 20_000 }, { maxLength: 40 }],
  [{ maxLength: 5 }, { maxLength: 5 }],
  [
    { minLength: 300, maxLength: 20_000 },
    { minLength: 300, maxLength: 300 },
  ],
  [
    { maxLength: 2_000, pattern: '^a+$' },
    { maxLength: 2_000, pattern: '^a+$' },
  ],
  [{ maxItems: 100 }, { maxItems: 3 }],
  [
    { minItems: 5, maxItems: 100 },
    { minItems: 5, maxItems: 5 },
  ],
  [
    { contains: {}, minContains: 7, maxItems: 100 },
    { contains: {}, minContains: 7, maxItems: 7 },
  ],
  [{ pattern: '^a{2,2048}b{3}c{1,}$' }, { pattern: '^a{2,10}b{3}c{1,9}$' }],
  [
    { pattern: '^a{1,2048}$', minLength: 20 },
    { pattern: '^a{1,29}$', minLength: 20 },
  ],
  [
    { type: 'integer', maximum: 1e9 },
    { type: 'integer', maximum: 1e9 },
  ],
] as const)('bounds %j to %j', ([schema, expected]) => {
  expect(bounded(schema)).toEqual(expected);
});
