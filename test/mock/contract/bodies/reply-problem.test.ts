import { expect, test } from 'vitest';
import type { JsonObject, Reply } from '../../../../mock/index.ts';
import { replyProblem } from '../../../../mock/contract/bodies/reply-problem.ts';
import { aContract } from '../a-contract.ts';

const AT = '/paths/~1things/put/responses/200';

const problemOf = (response: JsonObject, reply: Partial<Reply>): string | undefined => {
  const [operation] = aContract({ operation: { responses: { 200: response } } }).operations;
  const [declared] = operation?.responses ?? [];
  return declared && replyProblem({ status: 200, headers: {}, ...reply }, declared);
};

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const PROBLEM = { 'content-type': 'application/problem+json' };
const A_PET = {
  content: {
    'application/json': { schema: { type: 'object', required: ['name'] } },
    'text/plain': { schema: { maxLength: 1 } },
    'application/hal+json': {},
  },
};

test.for<[string, Partial<Reply>, string | undefined]>([
  ['a body that fits', { headers: JSON_TYPE, body: { name: 'Rex' } }, undefined],
  [
    'a body that does not',
    { headers: JSON_TYPE, body: {} },
    `${AT}/content/application~1json/schema: name is required.`,
  ],
  [
    'a body of another type',
    { headers: JSON_TYPE, body: 1 },
    `${AT}/content/application~1json/schema: the body must be object, and is number.`,
  ],
  [
    'a body that is missing',
    { headers: JSON_TYPE },
    `${AT}/content/application~1json/schema: the body must be object, and is undefined.`,
  ],
  [
    'a media type that is not declared',
    { headers: { 'content-type': 'text/html' }, body: '' },
    `${AT} does not declare the media type "text/html".`,
  ],
  ['no media type', { body: {} }, `${AT} does not declare the media type "".`],
  ['a text, which is not validated', { headers: { 'content-type': 'text/plain' }, body: 'Rex' }, undefined],
  ['a media type without a schema', { headers: { 'content-type': 'application/hal+json' }, body: 1 }, undefined],
])('checks $0', ([, reply, problem]) => {
  expect(problemOf(A_PET, reply)).toBe(problem);
});

test.for<[string, Partial<Reply>, string | undefined]>([
  ['no body', {}, undefined],
  ['a body', { headers: JSON_TYPE, body: {} }, `${AT} declares no content, but the reply has a body.`],
  ['a problem document in an error', { status: 404, headers: PROBLEM, body: {} }, undefined],
  [
    'another body in an error',
    { status: 404, headers: JSON_TYPE, body: {} },
    `${AT} declares no content, but the reply has a body.`,
  ],
  [
    'a problem document in a success',
    { headers: PROBLEM, body: {} },
    `${AT} declares no content, but the reply has a body.`,
  ],
])('checks $0 where no content is declared', ([, reply, problem]) => {
  expect(problemOf({ description: 'Done.' }, reply)).toBe(problem);
});

const RETRY = {
  headers: {
    'Retry-After': { required: true, schema: { type: 'integer', minimum: 1 } },
    'X-Ids': { schema: { type: 'array', items: { type: 'integer' } } },
    'X-Filter': { content: { 'application/json': { schema: { type: 'object' } } } },
    'X-Free': { required: false },
  },
};

test.for<[string, Readonly<Record<string, string>>, string | undefined]>([
  ['all valid', { 'retry-after': '5', 'x-ids': '1, 2', 'x-filter': '{}', 'x-free': 'anything' }, undefined],
  ['one that is missing', {}, `${AT} requires the header retry-after.`],
  ['one that is invalid', { 'retry-after': '0' }, `${AT}: the header retry-after must be >= 1.`],
  ['one of another type', { 'retry-after': 'soon' }, `${AT}: the header retry-after must be integer, and is string.`],
  [
    'an invalid list',
    { 'retry-after': '5', 'x-ids': '1,b' },
    `${AT}: the header x-ids must be integer, and is string.`,
  ],
  [
    'invalid JSON',
    { 'retry-after': '5', 'x-filter': '[]' },
    `${AT}: the header x-filter must be object, and is array.`,
  ],
])('checks headers: $0', ([, headers, problem]) => {
  expect(problemOf(RETRY, { headers })).toBe(problem);
});
