import { expect, test } from 'vitest';
import { placeCredential } from '../../../suite/contract/credential.ts';
import { aContract } from '../../mock/contract/a-contract.ts';

const operationWith = (scheme: object) =>
  aContract({ components: { securitySchemes: { it: scheme as never } }, operation: { security: [{ it: [] }] } })
    .operations[0]!;

test.for([
  [{ type: 'http', scheme: 'bearer' }, { headers: { authorization: 'Bearer a:b' } }],
  [{ type: 'http', scheme: 'basic' }, { headers: { authorization: 'Basic YTpi' } }],
  [{ type: 'apiKey', in: 'header', name: 'X-Key' }, { headers: { 'x-key': 'a:b' } }],
  [{ type: 'apiKey', in: 'cookie', name: 'sid' }, { headers: { cookie: 'sid=a:b' } }],
  [{ type: 'apiKey', in: 'query', name: 'key' }, { query: { key: 'a:b' } }],
] as const)('places a credential as %j requires', ([scheme, expected]) => {
  expect(placeCredential(operationWith(scheme), 'a:b')).toEqual({ headers: {}, query: {}, ...expected });
});

test('adds nothing without a credential', () => {
  expect(placeCredential(operationWith({ type: 'http', scheme: 'bearer' }), undefined)).toEqual({
    headers: {},
    query: {},
  });
});
