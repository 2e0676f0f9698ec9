import { expect, test } from 'vitest';
import type { Secrets } from '../../../mock/observe/mask.ts';
import { maskedHeaders, maskedTarget, secretsOf } from '../../../mock/observe/mask.ts';
import { PRODUCTION } from '../../support/a-request.ts';
import { openSandbox } from '../../support/open-sandbox.ts';
import { tinySandbox } from '../stages/tiny-sandbox.ts';

const OWN: Secrets = { declared: new Set(['x-access', 'sig']), own: new Set([PRODUCTION]) };

test.for([
  ['authorization', `Bearer ${PRODUCTION}`, `Bearer ${PRODUCTION}`],
  ['authorization', PRODUCTION, PRODUCTION],
  ['authorization', 'Bearer revdesk_0123456789abcdef0123456789abcdef', 'Bearer ********'],
  ['authorization', 'Basic dXNlcjpwYXNzd29yZA==', 'Basic ********'],
  ['authorization', 'bearer  two words', 'bearer  ********'],
  ['authorization', 'sk_live_without_a_scheme and more', '********'],
  ['authorization', `Bearer ${PRODUCTION}0`, 'Bearer ********'],
  ['proxy-authorization', 'Bearer abc', 'Bearer ********'],
  ['cookie', 'session=secret; theme=dark', '********'],
  ['x-api-key', 'sk live with spaces', '********'],
  ['x-auth', 'abc', '********'],
  ['x-user-jwt', 'abc', '********'],
  ['x-amz-security-token', 'abc', '********'],
  ['x-hub-signature', 'abc', '********'],
  ['sandbox-control-token', 'abc', '********'],
  ['x-access', 'abc', '********'],
  ['x-author', 'Ada', 'Ada'],
  ['idempotency-key', 'abc', 'abc'],
  ['content-type', 'application/json', 'application/json'],
] as const)('masks %s: %s as %s', ([name, value, expected]) => {
  expect(maskedHeaders(new Map([[name, [value]]]), OWN)).toEqual({ [name]: [expected] });
});

test('masks each value of a repeated header', () => {
  expect(maskedHeaders(new Map([['x-api-key', ['a', PRODUCTION, 'b']]]), OWN)).toEqual({
    'x-api-key': ['********', PRODUCTION, '********'],
  });
});

test.for([
  ['/v1/things', '/v1/things'],
  ['/v1/things?', '/v1/things?'],
  ['/v1/things?a=1&b=2', '/v1/things?a=1&b=2'],
  ['/v1/things?api_key=abc&a=1', '/v1/things?api_key=********&a=1'],
  ['/v1/things?a=1&access_token=abc', '/v1/things?a=1&access_token=********'],
  ['/v1/things?%61pi_key=abc', '/v1/things?%61pi_key=********'],
  ['/v1/things?X-Amz-Signature=abc', '/v1/things?X-Amz-Signature=********'],
  ['/v1/things?password=a=b', '/v1/things?password=********'],
  ['/v1/things?pin=1234', '/v1/things?pin=********'],
  ['/v1/things?sig=abc', '/v1/things?sig=********'],
  [`/v1/things?api_key=${PRODUCTION}`, `/v1/things?api_key=${PRODUCTION}`],
  ['/v1/things?token', '/v1/things?token'],
  ['/v1/things?a=%zz', '/v1/things?a=%zz'],
] as const)('masks the target %s as %s', ([target, expected]) => {
  expect(maskedTarget(target, OWN)).toBe(expected);
});

test('collects the credential locations of the contract and the credentials of the pack', () => {
  const { sandbox } = tinySandbox({
    operation: { security: [{ header: [] }, { query: [] }, { cookie: [] }, { bearer: [] }] },
    components: {
      securitySchemes: {
        header: { type: 'apiKey', in: 'header', name: 'X-Access' },
        query: { type: 'apiKey', in: 'query', name: 'Who' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
    pack: { credentials: [{ credential: 'mine', label: 'Mine' }] },
  });

  expect(secretsOf(sandbox.engine)).toEqual({ declared: new Set(['x-access', 'Who', 'sid']), own: new Set(['mine']) });
});

test('includes every key of a fresh world', async () => {
  const { sandbox } = await openSandbox();

  expect(secretsOf(sandbox.engine).own).toContain(PRODUCTION);
});
