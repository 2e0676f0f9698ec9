import { expect, test } from 'vitest';
import type { Caller } from '../../../mock/index.ts';
import type { TinyHarness } from './tiny-sandbox.ts';
import { tinySandbox } from './tiny-sandbox.ts';

const callerWith = (scopes: Caller['scopes']): TinyHarness =>
  tinySandbox({
    operation: { security: [{ bearer: [] }] },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    pack: {
      identify: (id) => ({ id, label: 'read-only caller', organization: id, plan: 'default', scopes }),
      scopes: new Map([['make_thing', 'things:write']]),
    },
  });

test.for([
  ['all scopes', 'all'],
  ['the scope', new Set(['things:write', 'things:read'])],
] as const)('accepts a caller with %s', ([, scopes]) => {
  expect(callerWith(scopes).send({ key: 'k' }).status).toBe(200);
});

test('refuses a caller without the scope, and names the scope and the caller', () => {
  const reply = callerWith(new Set(['things:read'])).send({ key: 'k' });

  expect(reply).toMatchObject({
    status: 403,
    headers: { 'www-authenticate': 'Bearer realm="sandbox", error="insufficient_scope", scope="things:write"' },
    body: { detail: 'This operation requires the scope things:write, which the read-only caller does not have.' },
  });
});

test('requires no scope if the pack names none', () => {
  expect(tinySandbox().send().status).toBe(200);
});
