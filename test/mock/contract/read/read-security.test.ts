import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../index.ts';
import { aContract, faultsOf, NO_CONTENT } from '../a-contract.ts';

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
  ['a scheme that is elsewhere', [{ alias: [] }], [[{ kind: 'apiKey', in: 'header', name: 'X-Key' }]]],
  ['none needed', [{}, { bearer: [] }], [[], [{ kind: 'bearer' }]]],
  ['none at all', [], []],
])('reads $0', ([, security, alternatives]) => {
  expect(aContract(sketch(security)).operations[0]?.security).toEqual(alternatives);
});

test('what a connection shows by itself is not asked for, and that is said', () => {
  const { operations, notices } = aContract(sketch([{ certificate: [], bearer: [] }]));

  expect(operations[0]?.security).toEqual([[{ kind: 'bearer' }]]);
  expect(notices).toEqual([expect.stringContaining('certificate is about the connection, and is not checked here')]);
});

test("takes the document's security where an operation has none of its own", () => {
  const root = { security: [{ bearer: [] }] };

  expect(aContract(sketch(undefined, root)).operations[0]?.security).toEqual([[{ kind: 'bearer' }]]);
  expect(aContract(sketch([], root)).operations[0]?.security).toEqual([]);
  expect(aContract(sketch(undefined)).operations[0]?.security).toEqual([]);
});

const PUT = 'things.json#/paths/~1things/put';
const NO_LIST = `${PUT}: has a "security" that is no list of objects`;
const unchecked = (name: string): string =>
  `things.json#/components/securitySchemes/${name}: is a security scheme that cannot be checked here`;

test.for<[string, unknown, string]>([
  ['a name in place of an object', ['bearer'], NO_LIST],
  ['nothing in place of an object', [null], NO_LIST],
  ['an object in place of a list', { bearer: [] }, NO_LIST],
  [
    'a scheme that is not declared',
    [{ token: [] }],
    `${PUT}: demands the security scheme token, which is not declared`,
  ],
  ['a scheme of HTTP that is not served', [{ digest: [] }], unchecked('digest')],
  ['an API key in the body', [{ inBody: [] }], unchecked('inBody')],
  ['an API key without a name', [{ nameless: [] }], unchecked('nameless')],
])('opens no operation for $0', ([, security, problem]) => {
  expect(faultsOf(sketch(security) ?? {})).toEqual([problem]);
});
