import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import { openNumberHealth, TESTER } from './open-number-health.ts';

const OTHER_TESTER = '+14155550117';

test('a session covers the numbers in service, and moves on to those that are left', async () => {
  const { call, session, attempt } = await openNumberHealth();
  const id = session();
  const read = () => call(`GET /v1/number-health/sessions/${id}`).data;
  expect(read()).toMatchObject({ status: 'ACTIVE', phone_ids: [100, 101, 103, 160], current_phone_id: 100 });

  attempt(id);

  expect(read()).toMatchObject({
    current_phone_id: 101,
    attempts: [{ phone_id: 100, status: 'COMPLETED', evidence_eligible: true, outbound_duration_seconds: 15 }],
  });
});

test("an attempt's status follows its call", async () => {
  const { call, control, session } = await openNumberHealth();
  const id = session();
  const issued = call('POST /v1/webrtc-token', { from_number: '+14155550100', to_number: TESTER }).data;
  call(`POST /v1/number-health/sessions/${id}/attempts`, { phone_id: 100, call_id: issued['call_id'] });
  const status = () => call(`GET /v1/number-health/sessions/${id}`).data['attempts'];
  expect(status()).toMatchObject([{ status: 'TICKETED', duration_seconds: null }]);

  control('POST', '/gateway/connect', undefined, { bearer: String(issued['token']) });
  control('POST', '/gateway/dial', undefined, { bearer: String(issued['token']) });

  expect(status()).toMatchObject([{ status: 'RINGING' }]);
});

test('a number is clean once enough testers have seen it clean on enough days', async () => {
  const { session, test: observe, pass, health } = await openNumberHealth();
  const [one, two] = [session(), session({}, OTHER_TESTER)];
  for (let time = 0; time < 4; time += 1) observe(one, 'CLEAN');
  pass(86_400);
  observe(two, 'CLEAN', OTHER_TESTER);
  expect(health(100)).toMatchObject({ evidence_state: 'NEEDS_DATA', qualifying_calls: 5 });

  pass(86_400);
  observe(one, 'CLEAN');

  expect(health(100)).toMatchObject({ evidence_state: 'CLEAN_OBSERVED', qualifying_calls: 6, health_warning: null });
  pass(31 * 86_400);
  expect(health(100)).toMatchObject({ evidence_state: 'NEEDS_DATA', qualifying_calls: 0, observations: [] });
});

test("a tester's latest observation counts", async () => {
  const { session, test: observe, health, call } = await openNumberHealth();
  const id = session();

  observe(id, 'SCAM');
  expect(health(100)).toMatchObject({ evidence_state: 'FLAGGED', recommended_action: 'use_another_number' });
  expect(call('GET /v1/number-health/numbers?state=FLAGGED').data).toMatchObject([{ id: 100 }]);
  observe(id, 'WRONG_NAME');
  expect(health(100)).toMatchObject({ evidence_state: 'WATCH' });
  observe(id, 'CLEAN');
  expect(health(100)).toMatchObject({ evidence_state: 'NEEDS_DATA', health_warning: null });
});

test('numbers that cannot place calls have an incomplete setup', async () => {
  const { health } = await openNumberHealth();

  expect([102, 103].map((id) => health(id)['evidence_state'])).toEqual(['SETUP_INCOMPLETE', 'SETUP_INCOMPLETE']);
  expect(health(150)).toEqual({});
});

test.for([
  ['CONNECTIVITY_QA', TESTER, 'connectivity_qa'],
  ['RAPID_AUDIT', OTHER_TESTER, 'destination_is_not_the_tester'],
] as const)('an attempt in the mode %s to %s does not count as evidence: %s', async ([mode, to, reason]) => {
  const { call, session, test: observe, health } = await openNumberHealth();
  const id = session({ mode });

  observe(id, 'SPAM', to);

  expect(call(`GET /v1/number-health/sessions/${id}`).data['attempts']).toMatchObject([
    { evidence_eligible: false, evidence_exclusion_reason: reason, display_outcome: 'SPAM' },
  ]);
  expect(health(100)).toMatchObject({ evidence_state: 'NEEDS_DATA', observations: [{ outcome: 'SPAM' }] });
});

test("a tester's fourth call of a day does not count as evidence", async () => {
  const { call, session, attempt, pass } = await openNumberHealth();
  const id = session({ mode: 'HUMAN_READINESS' });
  for (let time = 0; time < 4; time += 1) attempt(id);
  pass(86_400);
  attempt(id);

  const { attempts } = call(`GET /v1/number-health/sessions/${id}`).data as {
    attempts: { evidence_eligible: boolean }[];
  };

  expect(attempts.map(({ evidence_eligible }) => evidence_eligible)).toEqual([true, true, true, false, true]);
});

test('a session can be paused and resumed, but not reopened', async () => {
  const { call, session, attempt } = await openNumberHealth();
  const id = session();
  const change = (status: string) => call(`PATCH /v1/number-health/sessions/${id}`, { status }).status;

  expect(change('PAUSED')).toBe(200);
  expect(attempt(id).status).toBe(409);
  expect([change('ACTIVE'), change('COMPLETED'), change('ACTIVE')]).toEqual([200, 200, 409]);
  expect(call(`GET /v1/number-health/sessions/${id}`).data).toMatchObject({
    completed_at: '2026-01-01T00:00:16.000Z',
    current_phone_id: null,
  });
});

test('a call counts as an attempt once, for the number that placed it', async () => {
  const { call, session, placeCall } = await openNumberHealth();
  const path = `POST /v1/number-health/sessions/${session()}/attempts`;
  const call_id = placeCall();
  const statuses = [
    call(path, { phone_id: 101, call_id }),
    call(path, { phone_id: 150, call_id }),
    call(path, { phone_id: 100, call_id: 'no-call' }),
    call(path, { phone_id: 100, call_id }),
    call(path, { phone_id: 100, call_id }),
  ].map(({ status }) => status);

  expect(statuses).toEqual([400, 400, 404, 201, 409]);
});

test.for([
  [{ kind: 'AREA_CODE', value: '415' }, 201],
  [{ kind: 'NUMBER_SET' }, 400],
  [{ kind: 'NUMBER_SET', value: 'set_none' }, 404],
  [{ kind: 'FLAGGED' }, 409],
] as const)('starting a session with the scope %j answers %i', async ([scope, status]) => {
  const { call } = await openNumberHealth();
  const tester = { alias: 'One', phone_number: TESTER, carrier: 'ATT', consented: true };

  expect(call('POST /v1/number-health/sessions', { tester, mode: 'RAPID_AUDIT', scope }).status).toBe(status);
});

test('a session for a set leaves out the alternates unless they are compared', async () => {
  const { call, session } = await openNumberHealth();
  const members = [100, 101].map((phone_id, index) => ({ phone_id, role: index === 0 ? 'PRIMARY' : 'ALTERNATE' }));
  const value = call('POST /v1/number-health/sets', { name: 'S', members }).data['id'];

  const id = session({ scope: { kind: 'NUMBER_SET', value }, compare_alternates: false });

  expect(call(`GET /v1/number-health/sessions/${id}`).data['phone_ids']).toEqual([100]);
});

test('a callback is awaited, connects and ends', async () => {
  const { call, control, session, attempt, pass } = await openNumberHealth();
  const id = session();
  attempt(id);
  const inbound = () => call(`GET /v1/number-health/sessions/${id}/inbound?phone_id=100`).data;
  expect(inbound()).toMatchObject({ call_id: null, status: 'WAITING' });

  control('POST', `/number-health/sessions/${id}/callback`, { phone_id: 100, seconds: 20 });

  expect(inbound()).toMatchObject({ status: 'CONNECTED', ended_at: null, human: true, callback_verified: true });
  pass(30);
  expect(inbound()).toMatchObject({ status: 'COMPLETED', duration_seconds: 20 });
  expect(call(`GET /v1/number-health/sessions/${id}`).data['attempts']).toMatchObject([
    { callback_verified: true, inbound_duration_seconds: 20 },
  ]);
});

test('an observation can be corrected, and is refused before the call was placed', async () => {
  const { call, session, attempt, health } = await openNumberHealth();
  const id = session();
  const ticket = call('POST /v1/webrtc-token', { from_number: '+14155550100', to_number: TESTER }).data['call_id'];
  const early = call(`POST /v1/number-health/sessions/${id}/attempts`, { phone_id: 100, call_id: ticket }).data['id'];
  const observe = (of: unknown, outcome: string, key?: string) =>
    call(`POST /v1/number-health/attempts/${of}/observation`, { outcome }, key);
  const late = attempt(id).data['id'];

  expect(observe(early, 'CLEAN').status).toBe(409);
  expect(observe(late, 'CLEAN', BRAVO).status).toBe(404);
  expect(observe(late, 'SPAM').data['id']).toBe(observe(late, 'NUMBER_ONLY').data['id']);
  expect(health(100)['observations']).toMatchObject([{ outcome: 'NUMBER_ONLY', carrier: 'ATT', duration_seconds: 15 }]);
});

test('the policy lists its thresholds', async () => {
  const { call } = await openNumberHealth();

  expect(call('GET /v1/number-health/policy').data).toMatchObject({ qualifying_calls: 5, synthetic_counts: false });
});

test("a sub-entity can read its umbrella's session and its callbacks", async () => {
  const { call, session } = await openNumberHealth();
  const id = session();

  const read = ['', '/inbound?phone_id=100'].map((rest) => `GET /v1/number-health/sessions/${id}${rest}`);

  expect(read.map((operation) => call(operation, undefined, NORTH).status)).toEqual([200, 200]);
});
