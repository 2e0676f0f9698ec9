import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { unanswerable } from '../../../mock/index.ts';
import { aContract } from '../contract/a-contract.ts';

const problemsOf = (schema: JsonObject, media: JsonObject = {}): readonly (string | undefined)[] => {
  const responses = { 200: { description: 'It.', content: { 'application/json': { schema, ...media } } } };
  return [...unanswerable(aContract({ operation: { responses } }))];
};

test('reports a schema that allows no value, with the remedy', () => {
  expect(problemsOf({ type: 'integer', minimum: 2, maximum: 1 })).toEqual([
    'things.json#/paths/~1things/put/responses/200/content/application~1json/schema: no value was found that fits, so put_thing cannot succeed. Correct the schema, or add an example.',
  ]);
});

test('does not report a schema that allows a value, or one with an example', () => {
  expect(problemsOf({ type: 'integer' })).toEqual([undefined]);
  expect(problemsOf({ type: 'string', pattern: '^(?=a)a{3}$' }, { example: 'aaa' })).toEqual([undefined]);
});
