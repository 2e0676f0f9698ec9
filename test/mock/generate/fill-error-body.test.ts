import { expect, test } from 'vitest';
import type { JsonObject } from '../../../index.ts';
import { fillErrorBody } from '../../../mock/generate/fill-error-body.ts';
import { aContract } from '../contract/a-contract.ts';

const TRUTH = { code: 'taken', message: 'The name is taken.', status: 409 };

const told = (schema: JsonObject | undefined, media: JsonObject = {}): unknown => {
  const content = { 'application/json': { ...(schema && { schema }), ...media } };
  const [operation] = aContract({ operation: { responses: { 409: { description: 'Taken.', content } } } }).operations;
  return fillErrorBody(operation!.document, operation!.responses[0]!.content[0]!, TRUTH, 1);
};

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });

const TEXT = { type: 'string' };

test.for<readonly [what: string, schema: JsonObject, body: unknown]>([
  [
    'what nothing requires',
    object({ message: TEXT, code: TEXT, more: TEXT }),
    { message: TRUTH.message, code: 'taken' },
  ],
  ['a number for a code', object({ code: { type: 'integer' } }), { code: 409 }],
  ['a status', object({ status: { type: 'integer' } }), { status: 409 }],
  ['what an error is wrapped in', object({ error: object({ message: TEXT }) }), { error: { message: TRUTH.message } }],
  ['what cannot be wrapped so', object({ error: object({ message: TEXT }, { required: ['id'] }) }), {}],
  ['a code from a list', object({ code: { enum: ['409', 'x'] } }, { required: ['code'] }), { code: '409' }],
  [
    'what admits no truth',
    object({ code: { const: 'x' }, message: { type: 'boolean' } }, { required: ['code'] }),
    { code: 'x' },
  ],
  [
    'a list of errors',
    { type: 'array', minItems: 1, maxItems: 1, items: object({ message: TEXT }) },
    [{ message: TRUTH.message }],
  ],
])('tells the truth in $0', ([, schema, body]) => {
  expect(told(schema)).toEqual(body);
});

test('an example is kept, but for what is not true in it', () => {
  const schema = object({ message: TEXT, hint: TEXT });

  expect(told(schema, { example: { message: 'string', hint: 'Ask.' } })).toEqual({
    message: TRUTH.message,
    hint: 'Ask.',
  });
});

test('where no object can be made, nothing is told', () => {
  expect(told(undefined)).toBeUndefined();
  expect(told(TEXT)).toBeUndefined();
  expect(told({ type: 'integer', minimum: 2, maximum: 1 })).toBeUndefined();
});
