import { expect, test } from 'vitest';
import type { JsonObject } from '../../../index.ts';
import { unanswerable } from '../../../index.ts';
import { aContract } from '../contract/a-contract.ts';

const faultsFor = (schema: JsonObject, media: JsonObject = {}): readonly (string | undefined)[] => {
  const responses = { 200: { description: 'It.', content: { 'application/json': { schema, ...media } } } };
  return [...unanswerable(aContract({ operation: { responses } }))];
};

test('a schema that admits no value is named, with what to do', () => {
  expect(faultsFor({ type: 'integer', minimum: 2, maximum: 1 })).toEqual([
    'things.json#/paths/~1things/put/responses/200/content/application~1json/schema: no value was found that fits, so that put_thing cannot succeed. Correct the schema, or give it an example.',
  ]);
});

test('a schema that admits one is not, nor one with an example', () => {
  expect(faultsFor({ type: 'integer' })).toEqual([undefined]);
  expect(faultsFor({ type: 'string', pattern: '^(?=a)a{3}$' }, { example: 'aaa' })).toEqual([undefined]);
});
