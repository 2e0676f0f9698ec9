import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Reply } from '../../../mock/index.ts';
import type { RequestSketch } from '../../support/a-request.ts';
import { answered } from '../../support/answered.ts';
import { openSandbox } from '../../support/open-sandbox.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}.yaml`, import.meta.url));

const { send } = await openSandbox({ contract: fixture('guarded') });

const ask = (target: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  send({ method: 'GET', target, key: null, headers, body: undefined });

const BEARER = { authorization: 'bearer secret' };
const BASIC = { authorization: `Basic ${btoa('me:secret')}` };
const KEY = { 'x-api-key': 'secret' };

test.for<[string, string, Readonly<Record<string, string>>]>([
  ['a bearer token', '/bearer', BEARER],
  ['user and password', '/basic', BASIC],
  ['a key in a header', '/header', KEY],
  ['a key in the query', '/query?api_key=secret', {}],
  ['a key in a cookie', '/cookie', { cookie: 'a=b; session=secret' }],
  ['two together', '/both', { ...BEARER, ...KEY }],
  ['one of two', '/either', BEARER],
  ['the other of two', '/either?api_key=secret', {}],
  ['one beside a scheme that is not declared', '/either?api_key=secret', BASIC],
  ['an optional one', '/optional', BEARER],
  ['none where it is optional', '/optional', {}],
  ['none where none is declared', '/open', {}],
  ['anything where none is declared', '/open', { authorization: '?' }],
])('accepts $0', ([, target, headers]) => {
  expect(ask(target, headers).status).toBe(200);
});

test.for<[string, string, Readonly<Record<string, string>>, string]>([
  ['no token', '/bearer', {}, 'Bearer realm="sandbox"'],
  ['another scheme', '/bearer', BASIC, 'Bearer realm="sandbox", error="invalid_token"'],
  ['a scheme without a token', '/bearer', { authorization: 'Bearer' }, 'Bearer realm="sandbox", error="invalid_token"'],
  ['no user', '/basic', {}, 'Basic realm="sandbox"'],
  ['a token for a user', '/basic', BEARER, 'Basic realm="sandbox"'],
  ['no key in a header', '/header', {}, 'ApiKey realm="sandbox"'],
  ['an empty key', '/header', { 'x-api-key': '' }, 'ApiKey realm="sandbox"'],
  ['no key in the query', '/query', KEY, 'ApiKey realm="sandbox"'],
  ['no key in a cookie', '/cookie', { cookie: 'a=b' }, 'ApiKey realm="sandbox"'],
  ['one of two that belong together', '/both', BEARER, 'Bearer realm="sandbox", ApiKey realm="sandbox"'],
  ['neither of two', '/either', {}, 'Bearer realm="sandbox", ApiKey realm="sandbox"'],
  ['a malformed optional token', '/optional', { authorization: '?' }, 'Bearer realm="sandbox", error="invalid_token"'],
])('refuses $0, and names the accepted schemes', ([, target, headers, challenge]) => {
  const reply = ask(target, headers);

  expect(reply.status).toBe(401);
  expect(reply.headers['www-authenticate']).toBe(challenge);
});

test('treats each credential as a separate caller', async () => {
  const throttled = await openSandbox({ contract: fixture('guarded'), scenarios: { throttling: { limit: 1 } } });
  const statusFor = (key: string): number =>
    throttled.send({ method: 'GET', target: '/bearer', key, body: undefined }).status;

  expect([statusFor('a'), statusFor('a'), statusFor('b')]).toEqual([200, 429, 200]);
});

test('sends budgets in the standard headers', () => {
  const { headers } = ask('/bearer', BEARER);

  expect(headers['ratelimit-policy']).toMatch(/^"default";q=\d+;w=\d+$/);
  expect(headers['ratelimit']).toMatch(/^"default";r=\d+;t=\d+$/);
});

const errors = await openSandbox({ contract: fixture('errors') });

const post = (target: string, sketch: RequestSketch = {}): Reply =>
  errors.send({ target, body: { age: 'old' }, ...sketch });

const DETAIL = 'name is required (and 1 more; see fields).';
const PROBLEM = {
  type: 'about:blank',
  title: 'invalid request',
  status: 400,
  detail: DETAIL,
  code: 'invalid_request',
  errors: [
    { pointer: '#/name', detail: 'is required' },
    { pointer: '#/age', detail: 'must be integer, and is string' },
  ],
};

test('refuses with a problem document if the contract declares no errors', () => {
  const reply = post('/silent');

  expect(reply).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(reply.body).toEqual(PROBLEM);
});

test('refuses with a problem document if the contract declares no error content', () => {
  const reply = post('/without-content');

  expect(reply).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(reply.body).toEqual(PROBLEM);
});

test('refuses in the envelope of the contract, even if its properties are optional', () => {
  const reply = post('/envelope');

  expect(reply).toMatchObject({ status: 400, headers: { 'content-type': 'application/json' } });
  expect(reply.body).toEqual({
    error: {
      code: 'invalid_request',
      message: DETAIL,
      fields: { name: 'is required', age: 'must be integer, and is string' },
    },
  });
});

test('refuses in a declared problem document with additional members', () => {
  const reply = post('/problem');

  expect(reply).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(reply.body).toEqual(PROBLEM);
});

test('refuses in an unknown envelope with known values filled in', () => {
  const reply = post('/unheard-of');

  expect(reply).toMatchObject({
    status: 422,
    headers: { 'content-type': 'application/json', 'x-trace': expect.stringMatching(/^[0-9a-f-]{36}$/) },
  });
  const { faults } = reply.body as { readonly faults: readonly unknown[] };
  expect(faults[0]).toMatchObject({ errorCode: 'invalid_request', errorMessage: DETAIL, http_status: 422 });
});

test('refuses requests outside any operation', () => {
  expect(errors.send({ target: '/nowhere', body: undefined })).toMatchObject({
    status: 404,
    headers: { 'content-type': 'application/problem+json' },
    body: { status: 404, code: 'route_unknown' },
  });
  expect(errors.send({ method: 'DELETE', target: '/silent', body: undefined })).toMatchObject({
    status: 405,
    headers: { allow: 'OPTIONS, POST' },
  });
});

test('names the media types that it accepts', () => {
  const body = { kind: 'other', mediaType: 'text/plain', bytes: 3 } as const;
  const request = { method: 'POST', target: '/silent', headers: new Map(), body, baseUrl: '' };

  const { reply } = answered(errors.sandbox.handle('default', request, 0));

  expect(reply).toMatchObject({ headers: { accept: 'application/json' }, body: { code: 'unsupported_media_type' } });
});

test('answers accepted requests', () => {
  expect(post('/silent', { body: { name: 'Rex' } }).status).toBe(204);
  expect(errors.bugs).toEqual([]);
});
