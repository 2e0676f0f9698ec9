import { expect, test } from 'vitest';
import type { ControlHarness } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { issueBody } from '../support/a-request.ts';
import { codeOf, dataOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const LIFETIME_SECONDS = 14_400;

const spend = ({ control }: ControlHarness, bearer: string, world = 'default'): string | undefined =>
  codeOf(control('POST', '/gateway/connect', {}, { bearer, world }));

const issue = ({ send }: ControlHarness, count: number): string[] =>
  Array.from({ length: count }, () => dataOf(send()).token);

const end = ({ control }: ControlHarness, bearer: string): string | undefined =>
  codeOf(control('POST', '/gateway/hangup', {}, { bearer }));

test('issues a token that can be spent once', async () => {
  const harness = await openControl();
  const { token } = dataOf(harness.send());

  expect(spend(harness, token)).toBeUndefined();
  expect(spend(harness, token)).toBe('token_in_use');
});

test('gives each call its own opaque token', async () => {
  const tokens = issue(await openControl(), 3);

  expect(new Set(tokens).size).toBe(3);
  expect(tokens.every((token) => /^rvw_[\w-]{43}$/.test(token))).toBe(true);
});

test('ends a token with its call, permanently', async () => {
  const harness = await openControl();
  const { token } = dataOf(harness.send());
  spend(harness, token);
  end(harness, token);

  expect(spend(harness, token)).toBe('token_ended');
  expect(end(harness, token)).toBe('token_ended');
  harness.pass(LIFETIME_SECONDS);
  expect(spend(harness, token)).toBe('token_ended');
});

test('refuses to use a token that has not been spent', async () => {
  const harness = await openControl();
  const { token } = dataOf(harness.send());

  expect(end(harness, token)).toBe('token_not_in_use');
  expect(spend(harness, token)).toBeUndefined();
});

test('lets an unused token expire at the end of its lifetime, not before', async () => {
  const harness = await openControl();
  const [late, inTime] = [dataOf(harness.send()).token, dataOf(harness.send()).token];

  harness.pass(LIFETIME_SECONDS - 0.001);
  expect(spend(harness, inTime)).toBeUndefined();
  harness.pass(0.001);
  expect(spend(harness, late)).toBe('token_expired');
});

test('reports the lifetime that it enforces', async () => {
  const harness = await openControl({ revdesk: { maxCallSeconds: 60 } });
  const { token, expires_in } = dataOf(harness.send());

  harness.pass(expires_in);

  expect(expires_in).toBe(60);
  expect(spend(harness, token)).toBe('token_expired');
});

test('refuses a token of another world', async () => {
  const harness = await openControl();
  const { token } = dataOf(harness.send({}, 'other'));

  expect(spend(harness, token)).toBe('unauthorized');
  expect(spend(harness, token, 'other')).toBeUndefined();
});

test.for(['rvw_' + 'x'.repeat(43), 'constructor', `revdesk_${'a'.repeat(32)}`])(
  'refuses the unknown token %s',
  async (unknown) => {
    const harness = await openControl();

    expect(spend(harness, unknown)).toBe('unauthorized');
  },
);

test('refuses a calling token as an API key', async () => {
  const { send } = await openSandbox();
  const { token } = dataOf(send());

  const reply = send({ key: token });

  expect(reply.status).toBe(401);
  expect(codeOf(reply)).toBe('unauthorized');
  expect(reply.headers['www-authenticate']).toContain('error="invalid_token"');
  expect(reply.body).toMatchObject({
    error: { message: 'This is a single-use token, not an API key. Call the API with a key.' },
  });
});

test('stores no token for a request that is refused', async () => {
  const { send, records } = await openSandbox();

  send({ body: issueBody('+911') });

  expect(records('token-lifecycle')).toEqual([]);
});

test('refuses a token that was only generated, without a call', async () => {
  const harness = await openControl();
  const { token } = dataOf(harness.send({ headers: { prefer: 'dynamic=true' } }));

  expect(spend(harness, token)).toBe('unauthorized');
});

test('treats a token whose call was evicted as an unknown one', async () => {
  const harness = await openControl({ records: { max: 10 } });
  const [, token = ''] = issue(harness, 10);
  spend(harness, token);
  end(harness, token);

  // A finished call is evicted first.
  issue(harness, 1);

  expect(harness.records('calls').map(({ status }) => status)).toEqual(Array(10).fill('TICKETED'));
  expect(spend(harness, token)).toBe('unauthorized');
});

test('treats an evicted token as an unknown one', async () => {
  const harness = await openControl({ records: { max: 10 } });

  const [token = ''] = issue(harness, 11);

  expect(spend(harness, token)).toBe('unauthorized');
});

test('refuses every token when it is switched off', async () => {
  const harness = await openControl();
  const { token } = dataOf(harness.send());

  harness.control('PUT', '/scenarios/token-lifecycle/settings', { enabled: false });

  expect(spend(harness, token)).toBe('unauthorized');
  expect(harness.send({ key: token }).body).toMatchObject({
    error: { message: expect.stringContaining('The credential is unknown or revoked.') },
  });
});
