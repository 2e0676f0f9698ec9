import { expect, test } from 'vitest';
import type { Exchange, Reply } from '../../../mock/index.ts';
import { parseTemplate } from '../../../mock/contract/read/parse-template.ts';
import { fillTemplate } from '../../../mock/stages/fill-template.ts';
import { aRequest } from '../../support/a-request.ts';
import { aContract } from '../contract/a-contract.ts';

const exchange = {
  operation: aContract().operations[0],
  request: aRequest({
    target: '/orders/7?url=https://hooks.test/a&empty=',
    headers: { 'X-Callback': 'https://hooks.test/b' },
    body: { callbackUrl: 'https://hooks.test/c', deep: [{ 'a/b': 3 }], on: true, none: null },
  }),
  pathParameters: new Map([['order_id', '7']]),
} as unknown as Exchange;

const reply: Reply = { status: 201, headers: { location: 'https://hooks.test/d' }, body: { id: 'ord_1', list: [] } };

const filled = (text: string): string | undefined => {
  const template = parseTemplate(text);
  return template && fillTemplate(template, exchange, reply);
};

test.for([
  ['{$request.body#/callbackUrl}', 'https://hooks.test/c'],
  ['$request.body#/callbackUrl', 'https://hooks.test/c'],
  ['{$request.body#/deep/0/a~1b}', '3'],
  ['{$request.body#/on}', 'true'],
  ['{$request.query.url}', 'https://hooks.test/a'],
  ['{$request.query.empty}', ''],
  ['{$request.header.x-CALLBACK}', 'https://hooks.test/b'],
  ['{$request.path.order_id}', '7'],
  ['{$response.header.Location}', 'https://hooks.test/d'],
  ['{$response.body#/id}', 'ord_1'],
  ['{$url}', 'http://sandbox.test/orders/7?url=https://hooks.test/a&empty='],
  ['{$method} {$statusCode}', 'POST 201'],
  ['https://hooks.test/{$response.body#/id}/{$request.path.order_id}?a={b}', 'https://hooks.test/ord_1/7?a={b}'],
  ['https://hooks.test/fixed', 'https://hooks.test/fixed'],
] as const)('%s is read from the exchange', ([text, expected]) => {
  expect(filled(text)).toBe(expected);
});

test.for([
  '{$request.body#/nothing}',
  '{$request.body#/none}',
  '{$response.body#/list}',
  '{$response.body#/id/length}',
  '{$response.body}',
  '{$request.query.nothing}',
  '{$request.header.nothing}',
  '{$response.header.constructor}',
  '{$request.body#/constructor/name}',
  'https://hooks.test/{$request.path.nothing}',
])('%s has no value if the target is missing', (text) => {
  expect(parseTemplate(text)).toBeDefined();
  expect(filled(text)).toBeUndefined();
});

test.for(['{$request}', '{$inputs.a}', '{$request.cookie.a}', '{$response.bodyid}', '{$request.header.}', '$urls'])(
  '%s is not an expression',
  (text) => {
    expect(parseTemplate(text)).toBeUndefined();
  },
);
