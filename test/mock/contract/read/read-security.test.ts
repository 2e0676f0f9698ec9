import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
import { aContract, contractProblems, NO_CONTENT } from '../a-contract.ts';

const SCHEMES: JsonObject = {
  bearer: { type: 'http', scheme: 'Bearer' },
  basic: { type: 'http', scheme: 'basic' },
  oauth: { type: 'oauth2', flows: {} },
  openId: { type: 'openIdConnect' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  alias: { $ref: '#/components/securitySchemes/key' },
  digest: { type: 'http', scheme: 'digest' },
  certificate: { type: 'mutualTLS' },
  inBody: { type: 'apiKey', in: 'body', name: 'key' },
  nameless: { type: 'apiKey', in: 'query' },
};

const sketch = (security: unknown, root: JsonObject = {}): Parameters<typeof aContract>[0] => ({
  components: { securitySchemes: SCHEMES },
  operation: { ...(security !== undefined && { security }), responses: NO_CONTENT },
  root,
});

test.for<[string, unknown, unknown]>([
  ['alternatives', [{ bearer: [] }, { basic: [] }], [[{ kind: 'bearer' }], [{ kind: 'basic' }]]],
  [
    'schemes together, one with a scope',
    [{ oauth: ['read'], key: [] }],
    [
      [
        { kind: 'bearer', scopes: ['read'] },
        { kind: 'apiKey', in: 'header', name: 'X-Key' },
      ],
    ],
  ],
  ['OpenID Connect as bearer', [{ openId: [] }], [[{ kind: 'bearer' }]]],
  ['a scheme behind a reference', [{ alias: [] }], [[{ kind: 'apiKey', in: 'header', name: 'X-Key' }]]],
  ['an optional credential', [{}, { bearer: [] }], [[], [{ kind: 'bearer' }]]],
  ['no alternatives', [], []],
])('reads $0', ([, security, alternatives]) => {
  expect(aContract(sketch(security)).operations[0]?.security).toEqual(alternatives);
});

test('does not require mutual TLS, with a notice', () => {
  const { operations, notices } = aContract(sketch([{ certificate: [], bearer: [] }]));

  expect(operations[0]?.security).toEqual([[{ kind: 'bearer' }]]);
  expect(notices).toEqual([expect.stringContaining('certificate applies to the connection, and is not checked')]);
});

test('uses the security of the document for an operation without its own', () => {
  const root = { security: [{ bearer: [] }] };

  expect(aContract(sketch(undefined, root)).operations[0]?.security).toEqual([[{ kind: 'bearer' }]]);
  expect(aContract(sketch([], root)).operations[0]?.security).toEqual([]);
  expect(aContract(sketch(undefined)).operations[0]?.security).toEqual([]);
});

const PUT = 'things.json#/paths/~1things/put';
const NOT_A_LIST = `${PUT}: has a "security" that is not a list of objects`;
const unchecked = (name: string): string =>
  `things.json#/components/securitySchemes/${name}: is a security scheme that is not supported`;

test.for<[string, unknown, string]>([
  ['a name in place of an object', ['bearer'], NOT_A_LIST],
  ['null in place of an object', [null], NOT_A_LIST],
  ['an object in place of a list', { bearer: [] }, NOT_A_LIST],
  [
    'a scheme that is not declared',
    [{ token: [] }],
    `${PUT}: requires the security scheme token, which is not declared`,
  ],
  ['an HTTP scheme that is not supported', [{ digest: [] }], unchecked('digest')],
  ['an API key in the body', [{ inBody: [] }], unchecked('inBody')],
  ['an API key without a name', [{ nameless: [] }], unchecked('nameless')],
])('refuses $0', ([, security, problem]) => {
  expect(contractProblems(sketch(security) ?? {})).toEqual([problem]);
});
