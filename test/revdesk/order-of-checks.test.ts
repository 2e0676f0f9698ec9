import { expect, test } from 'vitest';
import { DEMO, issueBody, READ_ONLY, REVOKED } from '../support/a-request.ts';
import { codeOf, fieldsOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const ONE_REQUEST = { scenarios: { throttling: { planLimits: { production: 1 } } } };

test('refuses an unknown or revoked key before any other check', async () => {
  const { send } = await openSandbox(ONE_REQUEST);

  expect([send({ key: REVOKED, body: {} }).status, send({ key: 'unknown', body: {} }).status]).toEqual([401, 401]);
  expect(send({ key: null }).headers['www-authenticate']).toBe(
    'Bearer realm="revdesk", resource_metadata="http://sandbox.test/.well-known/oauth-protected-resource"',
  );
});

test('refuses a spent quota before a missing scope', async () => {
  const { send } = await openSandbox(ONE_REQUEST);

  expect(codeOf(send({ key: READ_ONLY }))).toBe('insufficient_scope');
  expect(codeOf(send({ key: READ_ONLY }))).toBe('rate_limited');
});

test('refuses a spent quota before an invalid body', async () => {
  const { send } = await openSandbox(ONE_REQUEST);

  expect(codeOf(send({ body: {} }))).toBe('validation_error');
  expect(codeOf(send({ body: {} }))).toBe('rate_limited');
});

test('refuses a spent quota before an idempotency key used for another request, and before a replay', async () => {
  const { send } = await openSandbox(ONE_REQUEST);
  const headers = { 'Idempotency-Key': 'one' };
  send({ headers });

  expect(codeOf(send({ headers, body: issueBody('+14155550115') }))).toBe('rate_limited');
  expect(codeOf(send({ headers }))).toBe('rate_limited');
});

test('refuses a missing scope before a number of another organization', async () => {
  const { send } = await openSandbox();

  expect(codeOf(send({ key: READ_ONLY, body: issueBody('+14155550110', '+14155550150') }))).toBe('insufficient_scope');
});

test('refuses a missing scope before an invalid body, and names the scope', async () => {
  const { send } = await openSandbox();

  const reply = send({ key: READ_ONLY, body: {} });

  expect([reply.status, codeOf(reply)]).toEqual([403, 'insufficient_scope']);
  expect(reply.headers['www-authenticate']).toContain('error="insufficient_scope", scope="voice:webrtc"');
});

test('refuses an invalid body before a malformed idempotency key', async () => {
  const { send } = await openSandbox();

  expect(codeOf(send({ body: {}, headers: { 'Idempotency-Key': '' } }))).toBe('validation_error');
});

test('refuses an invalid body before an idempotency key used for another request', async () => {
  const { send } = await openSandbox();
  const headers = { 'Idempotency-Key': 'one' };
  send({ headers });

  expect(codeOf(send({ headers, body: { from_number: '+14155550100' } }))).toBe('validation_error');
});

test('refuses an invalid body before a number of another organization', async () => {
  const { send } = await openSandbox();

  expect(codeOf(send({ body: { from_number: '+14155550150', to_number: 'home' } }))).toBe('validation_error');
});

test('refuses a malformed idempotency key before a number of another organization', async () => {
  const { send } = await openSandbox();
  const headers = { 'Idempotency-Key': '' };

  expect(codeOf(send({ headers, body: issueBody('+14155550110', '+14155550150') }))).toBe('idempotency_key_invalid');
});

test('refuses a number of another organization before a forbidden destination', async () => {
  const { send } = await openSandbox();

  expect(codeOf(send({ key: DEMO, body: issueBody('+1911', '+14155550150') }))).toBe('forbidden');
  expect(codeOf(send({ key: DEMO, body: issueBody('+1911', '+14155550102') }))).toBe('caller_id_not_verified');
});

test('refuses an idempotency key used for another request before a number of another organization', async () => {
  const { send } = await openSandbox();
  const headers = { 'Idempotency-Key': 'one' };
  send({ headers });

  expect(codeOf(send({ headers, body: issueBody('+14155550110', '+14155550150') }))).toBe('idempotency_conflict');
});

test.for([
  { to: '+1911', code: 'emergency_destination' },
  { to: '+14155550199', code: 'destination_not_allowed' },
])('refuses $to for a demo key with $code, and names the field', async ({ to, code }) => {
  const { send } = await openSandbox();

  const reply = send({ key: DEMO, body: issueBody(to) });

  expect([reply.status, codeOf(reply)]).toEqual([403, code]);
  expect(Object.keys(fieldsOf(reply))).toEqual(['to_number']);
});
