import { expect, test } from 'vitest';
import type { Refusal, RefusalKind } from '../../mock/index.ts';
import type { Operation } from '../../mock/contract/operations/operation.ts';
import { kindForStatus, statusOf } from '../../mock/refusal.ts';
import { aContract } from './contract/a-contract.ts';

const declaring = (...statuses: readonly string[]): Operation => {
  const responses = Object.fromEntries(['204', ...statuses].map((status) => [status, { description: status }]));
  return aContract({ operation: { responses } }).operations[0] as Operation;
};

const refusal = (kind: RefusalKind): Refusal => ({ kind, detail: 'No.' });

test.for<[RefusalKind, readonly string[], number]>([
  ['rate_limited', ['429', 'default'], 429],
  ['rate_limited', ['4XX'], 429],
  ['rate_limited', ['400'], 429],
  ['rate_limited', ['default'], 429],
  ['invalid_request', ['400', '422'], 400],
  ['invalid_request', ['422'], 422],
  ['invalid_request', ['404'], 400],
  ['body_too_large', ['413', '400'], 413],
  ['body_too_large', ['400'], 400],
  ['unsupported_media_type', ['422', 'default'], 422],
  ['not_acceptable', ['4XX', '400'], 406],
  ['malformed_body', ['default'], 400],
  ['idempotency_key_malformed', ['422'], 422],
  ['idempotency_key_reused', ['400', '422'], 409],
  ['unauthenticated', ['400'], 401],
  ['internal', [], 500],
])('%s, where %s are declared, gets the status %i', ([kind, statuses, status]) => {
  expect(statusOf(refusal(kind), declaring(...statuses))).toBe(status);
});

test('uses the standard HTTP status outside any operation', () => {
  expect(statusOf(refusal('body_too_large'))).toBe(413);
});

test('uses the requested status, declared or not', () => {
  expect(statusOf({ ...refusal('forced'), status: 418 }, declaring('400'))).toBe(418);
});

test.for([
  [400, 'invalid_request'],
  [401, 'credential_rejected'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [422, 'invalid_request'],
  [429, 'rate_limited'],
  [418, 'forced'],
  [302, 'forced'],
  [500, 'internal'],
  [503, 'internal'],
] as const)('a %i without a refusal has the kind %s', ([status, kind]) => {
  expect(kindForStatus(status)).toBe(kind);
});
