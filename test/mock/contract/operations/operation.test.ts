import { expect, test } from 'vitest';
import type { Operation } from '../../../../mock/contract/operations/operation.ts';
import {
  isJson,
  mediaFor,
  mediaTypeOf,
  responseFor,
  successOf,
  unknownOperationText,
} from '../../../../mock/contract/operations/operation.ts';
import { aContract } from '../a-contract.ts';

const operationWith = (...statuses: readonly string[]): Operation => {
  const responses = Object.fromEntries(statuses.map((status) => [status, { description: status }]));
  const [operation] = aContract({ operation: { responses } }).operations;
  if (operation === undefined) throw new Error('No operation was read.');
  return operation;
};

test.for<[number, readonly string[], string | undefined, string | undefined]>([
  [404, ['404', '4XX', 'default'], '404', '404'],
  [404, ['4XX', 'default'], '4XX', '4XX'],
  [404, ['4xx'], '4XX', '4XX'],
  [404, ['400', 'default'], 'default', undefined],
  [404, ['400', '5XX'], undefined, undefined],
])('finds the response for %i among %s', ([status, statuses, byRange, byNumber]) => {
  const operation = operationWith(...statuses);

  expect(responseFor(operation, status)?.status).toBe(byRange);
  expect(responseFor(operation, status, 'by-number')?.status).toBe(byNumber);
});

test.for([
  [['404', '201', '200'], '200'],
  [['404', '2XX'], '2XX'],
  [['404', 'default'], 'default'],
  [['404', '302'], '302'],
  [['400', '404'], '400'],
  [['default'], 'default'],
] as const)('chooses the success response among %s: %s', ([statuses, success]) => {
  expect(successOf(operationWith(...statuses)).status).toBe(success);
});

test.for([
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  [' text/plain ', 'text/plain'],
  ['', ''],
] as const)('reads the media type of "%s"', ([value, type]) => {
  expect(mediaTypeOf(value)).toBe(type);
});

test.for([
  ['application/json', true],
  ['application/problem+json', true],
  ['application/jsonl', false],
  ['text/plain', false],
] as const)('detects whether %s is JSON', ([type, expected]) => {
  expect(isJson(type)).toBe(expected);
});

test.for([
  ['application/json', 'application/json'],
  ['application/xml', 'application/*'],
  ['applications/xml', '*/*'],
  ['text/plain', '*/*'],
] as const)('finds the media type that covers %s: %s', ([mediaType, found]) => {
  const content = { '*/*': {}, 'application/*': {}, 'Application/JSON; v=1': {} };
  const [operation] = aContract({ operation: { requestBody: { content } } }).operations;

  expect(mediaFor(operation?.requestBody?.content ?? [], mediaType)?.mediaType).toBe(found);
});

test('suggests ten operations for an unknown one, the most similar first', () => {
  const paths = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`/${n}`, { get: { operationId: `get_${n}`, responses: { 200: {} } } }]),
  );
  const { operations } = aContract({ paths });

  expect(unknownOperationText('_11', operations)).toBe(
    'Unknown operation _11. Known: get_11, get_0, get_1, get_2, get_3, get_4, get_5, get_6, get_7, get_8, and 2 more.',
  );
});
