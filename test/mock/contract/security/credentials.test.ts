import { expect, test } from 'vitest';
import type { HeaderFields, SandboxRequest } from '../../../../mock/index.ts';
import type { SecurityAlternative, SecurityScheme } from '../../../../mock/contract/operations/operation.ts';
import { presentedCredentials } from '../../../../mock/contract/security/credentials.ts';

const BEARER: SecurityScheme = { kind: 'bearer' };
const BASIC: SecurityScheme = { kind: 'basic' };
const keyIn = (location: 'header' | 'query' | 'cookie'): SecurityScheme => ({
  kind: 'apiKey',
  in: location,
  name: 'X-Key',
});

type Fields = Readonly<Record<string, string | readonly string[]>>;

const aRequestWith = (fields: Fields, query = ''): SandboxRequest => {
  const headers: HeaderFields = new Map(Object.entries(fields).map(([name, values]) => [name, [values].flat()]));
  return { method: 'GET', target: `/things${query}`, headers, body: { kind: 'none' }, baseUrl: '' };
};

test.for<[string, Fields, string]>([
  ['the scheme in any case', { authorization: 'bEaReR key' }, 'key'],
  ['white space around it', { authorization: '  Bearer \t key  ' }, 'key'],
  ['a credential called like a property of every object', { authorization: 'Bearer constructor' }, 'constructor'],
])('reads a bearer token: $0', ([, fields, credential]) => {
  expect(presentedCredentials(aRequestWith(fields), [[BEARER]])).toEqual({ kind: 'presented', credential });
});

test.for<[string, string | readonly string[], string]>([
  [
    'no scheme',
    'secret',
    'The Authorization header does not use the scheme bearer. Send "Authorization: Bearer <key>".',
  ],
  [
    'another scheme',
    'Digest secret',
    'The Authorization header does not use the scheme bearer. Send "Authorization: Bearer <key>".',
  ],
  ['nothing', '', 'The Authorization header does not use the scheme bearer. Send "Authorization: Bearer <key>".'],
  [
    'no credential',
    'Bearer ',
    'The Authorization header does not contain exactly one credential. Send "Authorization: Bearer <key>".',
  ],
  [
    'two credentials',
    'Bearer a b',
    'The Authorization header does not contain exactly one credential. Send "Authorization: Bearer <key>".',
  ],
  ['two headers', ['Bearer a', 'Bearer a'], '2 Authorization headers were sent. Send "Authorization: Bearer <key>".'],
])('refuses an Authorization header with $0 without repeating its value', ([, authorization, detail]) => {
  expect(presentedCredentials(aRequestWith({ authorization }), [[BEARER]])).toEqual({ kind: 'malformed', detail });
});

test.for<[string, SecurityScheme, Fields, string]>([
  ['user and password', BASIC, { authorization: 'Basic bWU6c2VjcmV0' }, ''],
  ['a key in a header, in any case', keyIn('header'), { 'x-key': 'bWU6c2VjcmV0' }, ''],
  ['the first key of several', keyIn('header'), { 'x-key': ['bWU6c2VjcmV0', 'b'] }, ''],
  ['a key in the query', keyIn('query'), {}, '?X-Key=bWU6c2VjcmV0'],
  ['a key in a cookie', keyIn('cookie'), { cookie: 'a=b; X-Key=bWU6c2VjcmV0' }, ''],
])('reads $0', ([, scheme, fields, query]) => {
  expect(presentedCredentials(aRequestWith(fields, query), [[scheme]])).toEqual({
    kind: 'presented',
    credential: 'bWU6c2VjcmV0',
  });
});

test.for<[readonly SecurityAlternative[], string]>([
  [[[BEARER]], '"Authorization: Bearer <key>"'],
  [[[BASIC]], '"Authorization: Basic <user:password in base64>"'],
  [[[keyIn('header')]], '"X-Key: <key>"'],
  [[[keyIn('query')], [keyIn('cookie')]], 'the query parameter "X-Key=<key>", or "Cookie: X-Key=<key>"'],
  [[[BEARER, keyIn('header')]], '"Authorization: Bearer <key>" and "X-Key: <key>"'],
])('names what to send: %j', ([security, expected]) => {
  expect(presentedCredentials(aRequestWith({}), security)).toEqual({
    kind: 'absent',
    detail: `No credential was sent. Send ${expected}.`,
  });
});

const A: Fields = { authorization: 'Bearer a' };
const B: Fields = { 'x-key': 'b' };

test.for<[string, readonly SecurityAlternative[], Fields, object]>([
  [
    'the first complete alternative',
    [[BEARER], [keyIn('header')]],
    { ...A, ...B },
    { kind: 'presented', credential: 'a' },
  ],
  [
    'a later one that is complete',
    [[BEARER, keyIn('cookie')], [keyIn('header')]],
    { ...A, ...B },
    { kind: 'presented', credential: 'b' },
  ],
  [
    'a complete one beside a malformed one',
    [[BASIC], [keyIn('header')]],
    { ...A, ...B },
    { kind: 'presented', credential: 'b' },
  ],
  [
    'the first of two that belong together',
    [[keyIn('header'), BEARER]],
    { ...A, ...B },
    { kind: 'presented', credential: 'b' },
  ],
  ['half of two that belong together as absent', [[BEARER, keyIn('header')]], A, { kind: 'absent' }],
  ['a credential before an optional one', [[], [BEARER]], A, { kind: 'presented', credential: 'a' }],
  ['an absent optional credential', [[BEARER], []], {}, { kind: 'not_needed' }],
  [
    'half of two that belong together as an absent optional credential',
    [[BEARER, keyIn('header')], []],
    A,
    { kind: 'not_needed' },
  ],
  ['a malformed credential before an optional one', [[], [BASIC]], A, { kind: 'malformed' }],
  ['no credential where none is required', [], A, { kind: 'not_needed' }],
])('recognizes $0', ([, security, fields, presented]) => {
  expect(presentedCredentials(aRequestWith(fields), security)).toMatchObject(presented);
});
