import { expect, test } from 'vitest';
import { BRAVO, DEMO, issueBody, NORTH, PRODUCTION } from '../../support/a-request.ts';
import type { Called, RevDeskBench } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const BOUNDS = { from_numbers: ['+14155550100'], to_numbers: ['+14155550110', '+14155550111'] };

const mint = ({ call }: RevDeskBench, body: object = {}, key = PRODUCTION): Called =>
  call('POST /v1/client-tokens', { ...BOUNDS, ...body }, key);

const minted = (bench: RevDeskBench, body: object = {}, key = PRODUCTION): string =>
  String(mint(bench, body, key).data['token']);

const issue = ({ call }: RevDeskBench, key: string, to = '+14155550110', from = '+14155550100'): Called =>
  call('POST /v1/webrtc-token', issueBody(to, from), key);

test('a client token is minted, and stands in for the key', async () => {
  const bench = await openRevDesk();

  const { status, data } = mint(bench);

  expect([status, data]).toEqual([
    200,
    { token: expect.stringMatching(/^rdc_[\w-]{43}$/), expires_in: 900, scopes: ['voice:webrtc'], ...BOUNDS },
  ]);
  expect(issue(bench, String(data['token'])).status).toBe(200);
});

test('an expired client token is refused, and the refusal says so', async () => {
  const bench = await openRevDesk();
  const token = minted(bench, { ttl_seconds: 60 });

  bench.pass(59);
  expect(issue(bench, token).status).toBe(200);
  bench.pass(1);

  const { status, error } = issue(bench, token);
  expect([status, error]).toMatchObject([
    401,
    { code: 'unauthorized', message: 'This client token expired at 2026-01-01T00:01:00.000Z. Mint a new one.' },
  ]);
});

test('a client token is good in its own world alone', async () => {
  const bench = await openRevDesk();
  const token = minted(bench);

  expect(bench.send({ key: token }, 'another').status).toBe(401);
});

test('a client token calls from and to its own numbers only', async () => {
  const bench = await openRevDesk();
  const token = minted(bench);

  expect(issue(bench, token, '+14155550112')).toMatchObject({
    status: 403,
    error: {
      code: 'destination_not_allowed',
      fields: { to_number: '+14155550112 is not among the destinations that this client token was minted for.' },
    },
  });
  expect(issue(bench, token, '+14155550110', '+14155550101')).toMatchObject({
    status: 403,
    error: { code: 'forbidden', fields: { from_number: expect.stringContaining('from +14155550100 only') } },
  });
});

test('a number that was lost since may not be called from, whatever the token says', async () => {
  const bench = await openRevDesk();
  const token = minted(bench);
  const [world] = bench.sandbox.worlds.all();
  const number = bench.records('numbers').find(({ id }) => id === '+14155550100');
  world?.apply([{ kind: 'put', collection: 'numbers', record: { ...number!, active: false } }], 0);

  expect(issue(bench, token).error['code']).toBe('caller_id_not_verified');
});

test.for([
  [{ from_numbers: ['+14155550100', '+14155550150'] }, 'forbidden', 'from_numbers.1'],
  [{ from_numbers: ['+14155550199'] }, 'forbidden', 'from_numbers.0'],
  [{ from_numbers: ['+14155550102'] }, 'caller_id_not_verified', 'from_numbers.0'],
  [{ from_numbers: ['+14155550103'] }, 'caller_id_not_verified', 'from_numbers.0'],
  [{ to_numbers: ['+14155550110', '+1911'] }, 'emergency_destination', 'to_numbers.1'],
] as const)('is not minted for %o', async ([body, code, field]) => {
  const { status, error } = mint(await openRevDesk(), body);

  expect([status, error['code'], Object.keys(error['fields'] as object)]).toEqual([403, code, [field]]);
});

test('a demo key mints for what it may call itself', async () => {
  const bench = await openRevDesk();

  expect(mint(bench, { to_numbers: ['+14155550120'] }, DEMO).error['code']).toBe('destination_not_allowed');
  expect(mint(bench, {}, DEMO).status).toBe(200);
});

test('an umbrella mints for numbers of its sub-entity, and nobody else does', async () => {
  const bench = await openRevDesk();
  const north = { from_numbers: ['+14155550160'] };

  const token = minted(bench, north);

  expect(issue(bench, token, '+14155550110', '+14155550160').status).toBe(200);
  expect([NORTH, BRAVO].map((key) => mint(bench, north, key).status)).toEqual([200, 403]);
});

test('a client token has no scope that its key lacks', async () => {
  const callers = [{ credential: 'minter', organization: 'org_acme', scopes: ['tokens:mint'] }];
  const { status, error, headers } = mint(await openRevDesk({ callers }), {}, 'minter');

  expect([status, error['code']]).toEqual([403, 'insufficient_scope']);
  expect(headers['www-authenticate']).toContain('scope="voice:webrtc"');
});

test('a client token mints no other', async () => {
  const bench = await openRevDesk();

  expect(mint(bench, {}, minted(bench))).toMatchObject({ status: 403, error: { code: 'insufficient_scope' } });
});

test('a client token has a quota of its own, as large as that of its key', async () => {
  const bench = await openRevDesk();
  const token = minted(bench, {}, DEMO);

  expect(issue(bench, token).headers).toMatchObject({ 'x-ratelimit-limit': '120', 'x-ratelimit-remaining': '119' });
  expect(issue(bench, DEMO).headers).toMatchObject({ 'x-ratelimit-remaining': '118' });
});
