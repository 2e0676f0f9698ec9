import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
import { parameterCases } from '../../../../suite/contract/derive/parameter-cases.ts';
import { sampleFor } from '../../../../suite/contract/sample.ts';
import { aContract, NO_CONTENT } from '../../../mock/contract/a-contract.ts';

/** The title, target and headers of each case of one operation. */
const sentFor = (...parameters: readonly JsonObject[]) => {
  const contract = aContract({ paths: { '/things/{id}': { get: { parameters, responses: NO_CONTENT } } } });
  const sample = sampleFor(contract, contract.operations[0]!, { path: { id: '7' } });
  if (typeof sample === 'string') throw new Error(sample);
  return parameterCases(sample).map(({ name, steps: [step] }) => {
    if (step?.kind !== 'call') throw new Error('no call');
    return { title: name.split(' › ').at(-1), target: step.request.target, headers: step.request.headers };
  });
};

const ID = { in: 'path', name: 'id', required: true, schema: { type: 'integer' } };

test('a path parameter gets an invalid value, and is never omitted', () => {
  expect(sentFor(ID)).toEqual([{ title: 'id does not fit', target: '/things/not-a-fitting-value', headers: {} }]);
});

test('a required query parameter is omitted, and gets an invalid value', () => {
  const limit = { in: 'query', name: 'limit', required: true, schema: { type: 'integer', const: 5 } };

  expect(sentFor(ID, limit).map(({ title, target }) => [title, target])).toEqual([
    ['id does not fit', '/things/not-a-fitting-value?limit=5'],
    ['without limit', '/things/7'],
    ['limit does not fit', '/things/7?limit=not-a-fitting-value'],
  ]);
});

test('an optional header gets an invalid value, and is not omitted', () => {
  const trace = { in: 'header', name: 'X-Trace', schema: { type: 'string', pattern: '^[0-9a-f]+$' } };

  expect(sentFor(ID, trace).at(-1)).toEqual({
    title: 'X-Trace does not fit',
    target: '/things/7',
    headers: { 'x-trace': 'not-a-fitting-value' },
  });
});

test('a parameter that accepts any text has no case', () => {
  const q = { in: 'query', name: 'q', schema: { type: 'string' } };

  expect(sentFor(ID, q)).toHaveLength(1);
});
