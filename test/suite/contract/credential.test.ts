import { expect, test } from 'vitest';
import { placed } from '../../../suite/contract/credential.ts';
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
] as const)('puts a credential where %j wants it', ([scheme, expected]) => {
  expect(placed(operationWith(scheme), 'a:b')).toEqual({ headers: {}, query: {}, ...expected });
});

test('puts nothing anywhere for nobody', () => {
  expect(placed(operationWith({ type: 'http', scheme: 'bearer' }), undefined)).toEqual({ headers: {}, query: {} });
});
