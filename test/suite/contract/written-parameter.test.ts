import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { writtenParameter } from '../../../suite/contract/written-parameter.ts';
import { aContract, NO_CONTENT } from '../../mock/contract/a-contract.ts';

const written = (parameter: JsonObject, value: unknown): readonly (readonly [string, string])[] => {
  const schema = { type: Array.isArray(value) ? 'array' : typeof value };
  const path = parameter['in'] === 'path' ? '/things/{c}' : '/things';
  const parameters = [{ name: 'c', required: true, schema, ...parameter }];
  const { operations } = aContract({ paths: { [path]: { get: { parameters, responses: NO_CONTENT } } } });
  return writtenParameter(operations[0]!.parameters[0]!, value);
};

const MAP = { R: 1, G: 2 };

test.for<
  readonly [
    style: string,
    location: string,
    explode: boolean,
    value: unknown,
    text: readonly (readonly [string, string])[],
  ]
>([
  ['simple', 'path', false, 'a', [['c', 'a']]],
  ['simple', 'path', true, MAP, [['c', 'R=1,G=2']]],
  ['label', 'path', false, 'a', [['c', '.a']]],
  ['label', 'path', true, ['a', 'b'], [['c', '.a.b']]],
  ['label', 'path', false, MAP, [['c', '.R,1,G,2']]],
  ['matrix', 'path', false, ['a', 'b'], [['c', ';c=a,b']]],
  ['matrix', 'path', true, ['a', 'b'], [['c', ';c=a;c=b']]],
  ['matrix', 'path', true, MAP, [['c', ';R=1;G=2']]],
  ['form', 'query', false, ['a', 'b'], [['c', 'a,b']]],
  [
    'form',
    'query',
    true,
    MAP,
    [
      ['R', '1'],
      ['G', '2'],
    ],
  ],
  ['pipeDelimited', 'query', false, ['a', 'b'], [['c', 'a|b']]],
  [
    'deepObject',
    'query',
    true,
    MAP,
    [
      ['c[R]', '1'],
      ['c[G]', '2'],
    ],
  ],
])('writes $0 in $1, exploded: $2, $3 as $4', ([style, location, explode, value, text]) => {
  expect(written({ in: location, style, explode }, value)).toEqual(text);
});
