import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { fillErrorBody } from '../../../mock/generate/fill-error-body.ts';
import { aContract } from '../contract/a-contract.ts';

const ERROR = { code: 'taken', message: 'The name is taken.', status: 409 };

const filledBody = (schema: JsonObject | undefined, media: JsonObject = {}): unknown => {
  const content = { 'application/json': { ...(schema && { schema }), ...media } };
  const [operation] = aContract({ operation: { responses: { 409: { description: 'Taken.', content } } } }).operations;
  return fillErrorBody(operation!.document, operation!.responses[0]!.content[0]!, ERROR, 1);
};

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });

const TEXT = { type: 'string' };

test.for<readonly [what: string, schema: JsonObject, body: unknown]>([
  ['optional properties', object({ message: TEXT, code: TEXT, more: TEXT }), { message: ERROR.message, code: 'taken' }],
  ['a number for a code', object({ code: { type: 'integer' } }), { code: 409 }],
  ['a status', object({ status: { type: 'integer' } }), { status: 409 }],
  ['an error in a wrapper', object({ error: object({ message: TEXT }) }), { error: { message: ERROR.message } }],
  ['a wrapper with other required properties', object({ error: object({ message: TEXT }, { required: ['id'] }) }), {}],
  ['a code from a list', object({ code: { enum: ['409', 'x'] } }, { required: ['code'] }), { code: '409' }],
  [
    'a schema that allows none of the values',
    object({ code: { const: 'x' }, message: { type: 'boolean' } }, { required: ['code'] }),
    { code: 'x' },
  ],
  [
    'a list of errors',
    { type: 'array', minItems: 1, maxItems: 1, items: object({ message: TEXT }) },
    [{ message: ERROR.message }],
  ],
])('fills in $0', ([, schema, body]) => {
  expect(filledBody(schema)).toEqual(body);
});

test('an example is kept, except for the values of the error', () => {
  const schema = object({ message: TEXT, hint: TEXT });

  expect(filledBody(schema, { example: { message: 'string', hint: 'Ask.' } })).toEqual({
    message: ERROR.message,
    hint: 'Ask.',
  });
});

test('returns undefined if no object can be generated', () => {
  expect(filledBody(undefined)).toBeUndefined();
  expect(filledBody(TEXT)).toBeUndefined();
  expect(filledBody({ type: 'integer', minimum: 2, maximum: 1 })).toBeUndefined();
});
