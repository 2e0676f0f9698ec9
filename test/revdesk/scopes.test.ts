import { expect, test } from 'vitest';
import { SCOPES } from '../../revdesk/scopes.ts';
import { openRevDesk } from '../support/open-revdesk.ts';

/** A bench, and a client token, which has the scope voice:webrtc and no other. */
const withClientToken = async () => {
  const bench = await openRevDesk();
  const bounds = { from_numbers: ['+14155550100'], to_numbers: ['+14155550110'] };
  return { ...bench, token: String(bench.call('POST /v1/client-tokens', bounds).data['token']) };
};

test('every operation needs a scope, but for those that are open to all', async () => {
  const { sandbox } = await openRevDesk();

  const without = sandbox.engine.contract.operations.filter(({ id }) => !SCOPES.has(id));

  expect(without.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/sandbox', 'POST /v1/sandbox']);
});

test('a caller without the scope is refused by every operation that needs it, and told which it is', async () => {
  const { sandbox, call, token } = await withClientToken();
  const others = sandbox.engine.contract.operations.filter(({ id }) => (SCOPES.get(id) ?? SCOPE) !== SCOPE);

  const answers = others.map(({ method, path, id }) => {
    const { status, error, headers } = call(`${method} ${path.replaceAll(/\{[^}]+\}/g, '1')}`, undefined, token);
    return [id, status, error['code'], /scope="([^"]*)"/.exec(headers['www-authenticate'] ?? '')?.[1]];
  });

  expect(answers).toHaveLength(104);
  expect(answers).toEqual(others.map(({ id }) => [id, 403, 'insufficient_scope', SCOPES.get(id)]));
});

const SCOPE = 'voice:webrtc';

test.for(['POST /v1/webrtc-token', 'POST /v1/room-token'])('a caller with the scope may %s', async (operation) => {
  const { call, token } = await withClientToken();

  expect(call(operation, { from_number: '+14155550100', to_number: '+14155550110' }, token).status).toBe(200);
});
