import { expect, test } from 'vitest';
import { SCOPES } from '../../revdesk/scopes.ts';
import { bundledOperations } from '../support/bundled-operations.ts';
import { openRevDesk } from '../support/open-revdesk.ts';

const PUBLIC = ['GET /v1/sandbox', 'POST /v1/sandbox'];
const WITH_VOICE_SCOPE = ['POST /v1/webrtc-token', 'POST /v1/room-token'];

/** A harness and a client token whose only scope is voice:webrtc. */
const withClientToken = async () => {
  const harness = await openRevDesk();
  const bounds = { from_numbers: ['+14155550100'], to_numbers: ['+14155550110'] };
  return { ...harness, token: String(harness.call('POST /v1/client-tokens', bounds).data['token']) };
};

test('every operation needs a scope, except the public ones', async () => {
  const { sandbox } = await openRevDesk();

  const without = sandbox.engine.contract.operations.filter(({ id }) => !SCOPES.has(id));

  expect(without.map(({ method, path }) => `${method} ${path}`)).toEqual(PUBLIC);
});

test('every operation refuses a caller without its scope, and names the scope', async () => {
  const { sandbox, call, token } = await withClientToken();
  const others = sandbox.engine.contract.operations.filter(({ id }) => (SCOPES.get(id) ?? SCOPE) !== SCOPE);

  const replies = others.map(({ method, path, id }) => {
    const { status, error, headers } = call(`${method} ${path.replaceAll(/\{[^}]+\}/g, '1')}`, undefined, token);
    return [id, status, error['code'], /scope="([^"]*)"/.exec(headers['www-authenticate'] ?? '')?.[1]];
  });

  expect(replies).toHaveLength(bundledOperations().length - PUBLIC.length - WITH_VOICE_SCOPE.length);
  expect(replies).toEqual(others.map(({ id }) => [id, 403, 'insufficient_scope', SCOPES.get(id)]));
});

const SCOPE = 'voice:webrtc';

test.for(WITH_VOICE_SCOPE)('a caller with the scope can call %s', async (operation) => {
  const { call, token } = await withClientToken();

  expect(call(operation, { from_number: '+14155550100', to_number: '+14155550110' }, token).status).toBe(200);
});
