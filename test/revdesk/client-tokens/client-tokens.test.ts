import { expect, test } from 'vitest';
import { BRAVO, DEMO, issueBody, NORTH, PRODUCTION } from '../../support/a-request.ts';
import type { ApiReply, RevDeskHarness } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const BOUNDS = { from_numbers: ['+14155550100'], to_numbers: ['+14155550110', '+14155550111'] };

const mint = ({ call }: RevDeskHarness, body: object = {}, key = PRODUCTION): ApiReply =>
  call('POST /v1/client-tokens', { ...BOUNDS, ...body }, key);

const mintToken = (harness: RevDeskHarness, body: object = {}, key = PRODUCTION): string =>
  String(mint(harness, body, key).data['token']);

const issue = ({ call }: RevDeskHarness, key: string, to = '+14155550110', from = '+14155550100'): ApiReply =>
  call('POST /v1/webrtc-token', issueBody(to, from), key);

test('mints a client token that works in place of the key', async () => {
  const harness = await openRevDesk();

  const { status, data } = mint(harness);

  expect([status, data]).toEqual([
    200,
    { token: expect.stringMatching(/^rdc_[\w-]{43}$/), expires_in: 900, scopes: ['voice:webrtc'], ...BOUNDS },
  ]);
  expect(issue(harness, String(data['token'])).status).toBe(200);
});

test('refuses an expired client token, and says when it expired', async () => {
  const harness = await openRevDesk();
  const token = mintToken(harness, { ttl_seconds: 60 });

  harness.pass(59);
  expect(issue(harness, token).status).toBe(200);
  harness.pass(1);

  const { status, error } = issue(harness, token);
  expect([status, error]).toMatchObject([
    401,
    { code: 'unauthorized', message: 'This client token expired at 2026-01-01T00:01:00.000Z. Mint a new one.' },
  ]);
});

test('a client token is valid only in its own world', async () => {
  const harness = await openRevDesk();
  const token = mintToken(harness);

  expect(harness.send({ key: token }, 'another').status).toBe(401);
});

test('a client token can call only from and to its own numbers', async () => {
  const harness = await openRevDesk();
  const token = mintToken(harness);

  expect(issue(harness, token, '+14155550112')).toMatchObject({
    status: 403,
    error: {
      code: 'destination_not_allowed',
      fields: { to_number: '+14155550112 is not one of the destinations of this client token.' },
    },
  });
  expect(issue(harness, token, '+14155550110', '+14155550101')).toMatchObject({
    status: 403,
    error: {
      code: 'forbidden',
      fields: { from_number: 'This client token may only call from +14155550100, not from +14155550101.' },
    },
  });
});

test('refuses a number that was deactivated after the token was minted', async () => {
  const harness = await openRevDesk();
  const token = mintToken(harness);
  const [world] = harness.sandbox.worlds.all();
  const number = harness.records('numbers').find(({ id }) => id === '+14155550100');
  world?.apply([{ kind: 'put', collection: 'numbers', record: { ...number!, active: false } }], 0);

  expect(issue(harness, token).error['code']).toBe('caller_id_not_verified');
});

test.for([
  [{ from_numbers: ['+14155550100', '+14155550150'] }, 'forbidden', 'from_numbers.1'],
  [{ from_numbers: ['+14155550199'] }, 'forbidden', 'from_numbers.0'],
  [{ from_numbers: ['+14155550102'] }, 'caller_id_not_verified', 'from_numbers.0'],
  [{ from_numbers: ['+14155550103'] }, 'caller_id_not_verified', 'from_numbers.0'],
  [{ to_numbers: ['+14155550110', '+1911'] }, 'emergency_destination', 'to_numbers.1'],
] as const)('refuses to mint a client token for %o', async ([body, code, field]) => {
  const { status, error } = mint(await openRevDesk(), body);

  expect([status, error['code'], Object.keys(error['fields'] as object)]).toEqual([403, code, [field]]);
});

test('a demo key can mint only for destinations that it can call itself', async () => {
  const harness = await openRevDesk();

  expect(mint(harness, { to_numbers: ['+14155550120'] }, DEMO).error['code']).toBe('destination_not_allowed');
  expect(mint(harness, {}, DEMO).status).toBe(200);
});

test('an umbrella can mint for numbers of its sub-entity, and other organizations cannot', async () => {
  const harness = await openRevDesk();
  const north = { from_numbers: ['+14155550160'] };

  const token = mintToken(harness, north);

  expect(issue(harness, token, '+14155550110', '+14155550160').status).toBe(200);
  expect([NORTH, BRAVO].map((key) => mint(harness, north, key).status)).toEqual([200, 403]);
});

test('a client token has no scope that its key lacks', async () => {
  const callers = [{ credential: 'minter', organization: 'org_acme', scopes: ['tokens:mint'] }];
  const { status, error, headers } = mint(await openRevDesk({ callers }), {}, 'minter');

  expect([status, error['code']]).toEqual([403, 'insufficient_scope']);
  expect(headers['www-authenticate']).toContain('scope="voice:webrtc"');
});

test('a client token cannot mint another', async () => {
  const harness = await openRevDesk();

  expect(mint(harness, {}, mintToken(harness))).toMatchObject({ status: 403, error: { code: 'insufficient_scope' } });
});

test('a client token has its own quota, as large as that of its key', async () => {
  const harness = await openRevDesk();
  const token = mintToken(harness, {}, DEMO);

  expect(issue(harness, token).headers).toMatchObject({ 'x-ratelimit-limit': '120', 'x-ratelimit-remaining': '119' });
  expect(issue(harness, DEMO).headers).toMatchObject({ 'x-ratelimit-remaining': '118' });
});
