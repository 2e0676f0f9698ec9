import { expect, test } from 'vitest';
import type { ControlBench } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { issueBody } from '../support/a-request.ts';
import { codeOf, dataOf } from '../support/code-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const LIFE_SECONDS = 14_400;

const spend = ({ control }: ControlBench, bearer: string, world = 'default'): string | undefined =>
  codeOf(control('POST', '/gateway/connect', {}, { bearer, world }));

const issue = ({ send }: ControlBench, count: number): string[] =>
  Array.from({ length: count }, () => dataOf(send()).token);

const end = ({ control }: ControlBench, bearer: string): string | undefined =>
  codeOf(control('POST', '/gateway/hangup', {}, { bearer }));

test('issues a token that can be spent once', async () => {
  const bench = await openControl();
  const { token } = dataOf(bench.send());

  expect(spend(bench, token)).toBeUndefined();
  expect(spend(bench, token)).toBe('token_in_use');
});

test('gives each call a token of its own, in a form that tells nothing', async () => {
  const tokens = issue(await openControl(), 3);

  expect(new Set(tokens).size).toBe(3);
  expect(tokens.every((token) => /^rvw_[\w-]{43}$/.test(token))).toBe(true);
});

test('ends a token with its call, for good', async () => {
  const bench = await openControl();
  const { token } = dataOf(bench.send());
  spend(bench, token);
  end(bench, token);

  expect(spend(bench, token)).toBe('token_ended');
  expect(end(bench, token)).toBe('token_ended');
  bench.pass(LIFE_SECONDS);
  expect(spend(bench, token)).toBe('token_ended');
});

test('refuses to use a token that has not been spent', async () => {
  const bench = await openControl();
  const { token } = dataOf(bench.send());

  expect(end(bench, token)).toBe('token_not_in_use');
  expect(spend(bench, token)).toBeUndefined();
});

test('lets an unused token expire when its life is over, not before', async () => {
  const bench = await openControl();
  const [late, inTime] = [dataOf(bench.send()).token, dataOf(bench.send()).token];

  bench.pass(LIFE_SECONDS - 0.001);
  expect(spend(bench, inTime)).toBeUndefined();
  bench.pass(0.001);
  expect(spend(bench, late)).toBe('token_expired');
});

test('says as long a life as it keeps', async () => {
  const bench = await openControl({ revdesk: { maxCallSeconds: 60 } });
  const { token, expires_in } = dataOf(bench.send());

  bench.pass(expires_in);

  expect(expires_in).toBe(60);
  expect(spend(bench, token)).toBe('token_expired');
});

test('does not know a token of another world', async () => {
  const bench = await openControl();
  const { token } = dataOf(bench.send({}, 'other'));

  expect(spend(bench, token)).toBe('unauthorized');
  expect(spend(bench, token, 'other')).toBeUndefined();
});

test.for(['rvw_' + 'x'.repeat(43), 'constructor', `revdesk_${'a'.repeat(32)}`])(
  'does not know %s',
  async (stranger) => {
    const bench = await openControl();

    expect(spend(bench, stranger)).toBe('unauthorized');
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
    error: { message: 'This is a single-use token, and not an API key. Call the API with a key.' },
  });
});

test('records no token for a request that is refused', async () => {
  const { send, records } = await openSandbox();

  send({ body: issueBody('+911') });

  expect(records('token-lifecycle')).toEqual([]);
});

test('does not know a token that was only made up, since nothing was carried out', async () => {
  const bench = await openControl();
  const { token } = dataOf(bench.send({ headers: { prefer: 'dynamic=true' } }));

  expect(spend(bench, token)).toBe('unauthorized');
});

test('answers for a token whose call was forgotten as for an unknown one', async () => {
  const bench = await openControl({ records: { most: 10 } });
  const [, token = ''] = issue(bench, 10);
  spend(bench, token);
  end(bench, token);

  // A finished call makes room first.
  issue(bench, 1);

  expect(bench.records('calls').map(({ status }) => status)).toEqual(Array(10).fill('TICKETED'));
  expect(spend(bench, token)).toBe('unauthorized');
});

test('answers for a forgotten token as for an unknown one', async () => {
  const bench = await openControl({ records: { most: 10 } });

  const [token = ''] = issue(bench, 11);

  expect(spend(bench, token)).toBe('unauthorized');
});

test('knows no token where it is switched off', async () => {
  const bench = await openControl();
  const { token } = dataOf(bench.send());

  bench.control('PUT', '/scenarios/token-lifecycle/settings', { enabled: false });

  expect(spend(bench, token)).toBe('unauthorized');
  expect(bench.send({ key: token }).body).toMatchObject({
    error: { message: expect.stringContaining('The credential is unknown or revoked.') },
  });
});
