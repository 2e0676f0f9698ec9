import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSandbox } from 'revdesk-sandbox';

let sandbox;

before(async () => {
  sandbox = await startSandbox({ port: 0, logLevel: 'silent' });
});

after(() => sandbox.stop());

/** Call the client under test here; `world` isolates the tests. */
const issueToken = (world, to) =>
  fetch(`${sandbox.url}/~${world}/v1/webrtc-token`, {
    method: 'POST',
    headers: { authorization: 'Bearer rv_test', 'content-type': 'application/json' },
    body: JSON.stringify({ from_number: '+14155550100', to_number: to }),
  });

test('issues a token', async () => {
  const response = await issueToken('success', '+14155550110');

  assert.equal(response.status, 200);
  assert.match((await response.json()).data.token, /^rvw_/);
});

test('a call that is not answered fails after 30 s of sandbox time', async () => {
  const control = sandbox.control.inWorld('rings-out');
  await control.clock.freeze();
  const { data } = await (await issueToken('rings-out', '+14155550112')).json();
  await control.gateway.connect(data.token);
  await control.gateway.dial(data.token);

  await control.clock.advance(30);

  assert.equal((await control.calls.get(data.call_id)).failure_code, 'no_answer');
});

test('a magic number throttles without a control call', async () => {
  const response = await issueToken('throttled', '+14155550149');

  assert.equal(response.status, 429);
  assert.ok(Number(response.headers.get('retry-after')) > 0);
});
