import { expect, test } from 'vitest';
import type { Reply } from '../../mock/index.ts';
import type { ControlHarness } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { BRAVO, issueBody } from '../support/a-request.ts';
import { codeOf, dataOf, fieldsOf } from '../support/code-of.ts';
import { START } from '../support/open-sandbox.ts';

const BUSY = '+14155550111';

/** The browser side of one call: a token for a destination, and the gateway steps that it allows. */
const openBrowserCall = async (to = '+14155550110'): Promise<ControlHarness & Browser> => {
  const harness = await openControl();
  const { token, call_id } = dataOf(harness.send({ body: issueBody(to) }));
  const use = (step: string, input: object = {}): Reply =>
    harness.control('POST', `/gateway/${step}`, input, { bearer: token });
  return { ...harness, token, use, call: () => harness.control('GET', `/calls/${call_id}`).body };
};

interface Browser {
  readonly token: string;
  readonly use: (step: 'connect' | 'dial' | 'hangup', input?: object) => Reply;
  readonly call: () => unknown;
}

const secondsAfterStart = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

test('shows a ticketed call as soon as the token is issued', async () => {
  const { call } = await openBrowserCall();

  expect(call()).toEqual({
    call_id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
    status: 'TICKETED',
    from_number: '+14155550100',
    to_number: '+14155550110',
    organization: 'org_acme',
    issued_at: secondsAfterStart(0),
    expires_at: secondsAfterStart(14_400),
    connected_at: null,
    dialed_at: null,
    answered_at: null,
    ended_at: null,
    failure_code: null,
    failure_category: null,
    duration_seconds: 0,
  });
});

test('connects, dials, talks and hangs up', async () => {
  const { use, call, pass } = await openBrowserCall();

  expect(use('connect').body).toMatchObject({ status: 'TICKETED', connected_at: secondsAfterStart(0) });
  expect(use('dial').body).toMatchObject({ status: 'RINGING', dialed_at: secondsAfterStart(0) });
  pass(1);
  expect(call()).toMatchObject({ status: 'CONNECTED', answered_at: secondsAfterStart(1) });
  pass(90);
  expect(call()).toMatchObject({ duration_seconds: 90 });
  expect(use('hangup').body).toMatchObject({ status: 'COMPLETED', ended_at: secondsAfterStart(91) });
  pass(5);
  expect(call()).toMatchObject({ status: 'COMPLETED', duration_seconds: 90 });
});

test.for([
  { to: BUSY, after: 1, status: 'FAILED', code: 'busy', category: 'unreachable', seconds: 0 },
  { to: '+14155550112', after: 30, status: 'FAILED', code: 'no_answer', category: 'unreachable', seconds: 0 },
  { to: '+14155550113', after: 20, status: 'FAILED', code: 'voicemail', category: 'voicemail', seconds: 19 },
  { to: '+14155550114', after: 1, status: 'FAILED', code: 'carrier_rejected', category: 'unreachable', seconds: 0 },
  { to: '+14155550115', after: 6, status: 'COMPLETED', code: null, category: null, seconds: 5 },
])('a call to $to ends $after s after the dial: $status $code', async ({ to, after, ...outcome }) => {
  const { use, call, pass } = await openBrowserCall(to);
  use('connect');
  pass(10);
  use('dial');

  pass(after - 0.001);
  expect(call()).toMatchObject({ ended_at: null });
  pass(0.001);
  expect(call()).toMatchObject({
    status: outcome.status,
    ended_at: secondsAfterStart(10 + after),
    failure_code: outcome.code,
    failure_category: outcome.category,
    duration_seconds: outcome.seconds,
  });
  expect(codeOf(use('hangup'))).toBe('token_ended');
});

test.for(['+14155550110', '+14155550199', '+442079460000'])(
  'a call to %s is answered and stays connected',
  async (to) => {
    const { use, call, pass } = await openBrowserCall(to);
    use('connect');
    use('dial');

    pass(600);

    expect(call()).toMatchObject({ status: 'CONNECTED', ended_at: null, duration_seconds: 599 });
  },
);

test('ends a connected call at its time limit', async () => {
  const { use, call, pass } = await openBrowserCall();
  use('connect');
  pass(100);
  use('dial');

  pass(14_300);

  expect(call()).toMatchObject({
    status: 'COMPLETED',
    ended_at: secondsAfterStart(14_400),
    duration_seconds: 14_400 - 101,
  });
  expect(codeOf(use('hangup'))).toBe('token_ended');
});

test('cancels a call that was connected but never dialed at its time limit', async () => {
  const { use, call, pass } = await openBrowserCall();
  use('connect');

  pass(14_400);

  expect(call()).toMatchObject({ status: 'CANCELED', ended_at: secondsAfterStart(14_400) });
});

test('shows a ticketed call as canceled when its token expires unused', async () => {
  const { use, call, pass } = await openBrowserCall();

  pass(14_400);

  expect(call()).toMatchObject({ status: 'CANCELED', ended_at: secondsAfterStart(14_400), connected_at: null });
  expect(codeOf(use('connect'))).toBe('token_expired');
});

test('cancels a call that the browser hangs up before it is answered', async () => {
  const { use } = await openBrowserCall();
  use('connect');
  use('dial');

  expect(use('hangup').body).toMatchObject({ status: 'CANCELED', answered_at: null, duration_seconds: 0 });
});

test('refuses a second connect while the token is in use', async () => {
  const { use } = await openBrowserCall();
  use('connect');

  const again = use('connect');

  expect([again.status, codeOf(again)]).toEqual([409, 'token_in_use']);
});

test('refuses a token after its call has ended, with a challenge', async () => {
  const { use } = await openBrowserCall();
  use('connect');
  use('hangup');

  const late = use('connect');

  expect([late.status, codeOf(late)]).toEqual([401, 'token_ended']);
  expect(late.headers['www-authenticate']).toMatch(
    /^Bearer realm="revdesk", error="invalid_token", resource_metadata=/,
  );
});

test.for(['dial', 'hangup'] as const)('refuses to %s before connecting', async (step) => {
  const { use } = await openBrowserCall();

  const early = use(step);

  expect([early.status, codeOf(early)]).toEqual([409, 'token_not_in_use']);
});

test('refuses a second dial', async () => {
  const { use } = await openBrowserCall();
  use('connect');
  use('dial');

  const again = use('dial');

  expect([again.status, codeOf(again)]).toEqual([409, 'conflict']);
});

test('dials only the number that the token is pinned to', async () => {
  const { use } = await openBrowserCall();
  use('connect');

  const other = use('dial', { to_number: BUSY });

  expect([other.status, codeOf(other)]).toEqual([403, 'forbidden']);
  expect(fieldsOf(other)).toEqual({ to_number: `The token is pinned to +14155550110 and may not call ${BUSY}.` });
  expect(use('dial', { to_number: '+14155550110' }).body).toMatchObject({ status: 'RINGING' });
});

test('does not spend a token when its connect is refused', async () => {
  const { use, token, control } = await openBrowserCall();

  expect(control('POST', '/gateway/connect', {}, { bearer: token, world: 'other' }).status).toBe(401);

  expect(use('connect').status).toBe(200);
});

test.for([undefined, 'Bearer', 'Basic cmV2ZGVzazo=', 'rvw_without_a_scheme'])(
  'challenges a caller without a calling token: %s',
  async (authorization) => {
    const { control } = await openControl();

    const reply = control('POST', '/gateway/connect', {}, authorization === undefined ? {} : { authorization });

    expect([reply.status, codeOf(reply)]).toEqual([401, 'unauthorized']);
    expect(reply.headers['www-authenticate']).not.toContain('error=');
  },
);

test('accepts the scheme in any letter case', async () => {
  const { control, token } = await openBrowserCall();

  expect(control('POST', '/gateway/connect', {}, { authorization: `bearer ${token}` }).status).toBe(200);
});

test('tells the caller that an API key is not a calling token', async () => {
  const { control } = await openControl();

  const reply = control('POST', '/gateway/connect', {}, { bearer: BRAVO });

  expect([reply.status, codeOf(reply)]).toEqual([401, 'unauthorized']);
  expect(reply.body).toMatchObject({ error: { message: expect.stringContaining('An API key is not accepted here') } });
});

test('refuses a token that does not belong to a call', async () => {
  const otherSubjects = { subjects: { collection: 'numbers' }, issuers: [ISSUER_OF_NUMBERS] };
  const { send, control } = await openControl({ scenarios: { 'token-lifecycle': otherSubjects } });
  const { token } = dataOf(send());

  const reply = control('POST', '/gateway/connect', {}, { bearer: token });

  expect([reply.status, codeOf(reply)]).toEqual([401, 'unauthorized']);
});

const ISSUER_OF_NUMBERS = {
  operation: 'v1_webrtc_token_post',
  token: '/data/token',
  subject: '/data/from_number',
  lifetimeSeconds: '/data/expires_in',
};

test('uses the clock of the world, so that freezing it pauses the call', async () => {
  const { use, call, pass, control } = await openBrowserCall(BUSY);
  control('POST', '/clock/freeze');
  use('connect');
  use('dial');

  pass(3600);
  expect(call()).toMatchObject({ status: 'RINGING' });
  control('POST', '/clock/advance', { to: 'next' });
  expect(call()).toMatchObject({ status: 'FAILED', failure_code: 'busy' });
});
