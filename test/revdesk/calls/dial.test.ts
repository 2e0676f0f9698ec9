import { expect, test } from 'vitest';
import { BRAVO, DEMO } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

const DIAL = 'POST /v1/calls/dial';

const bridge = (to = '+14155550110', connect = '+14155550110'): object => ({
  from_number: '+14155550100',
  to_number: to,
  connect_number: connect,
});

test('a dial is accepted, rings, connects when both parties have answered, and can be polled at its Location', async () => {
  const { call, pass, getCall } = await openWithControl();

  const { status, headers, data } = call(DIAL, { ...bridge(), client_name: 'desk-app' });
  expect([status, data]).toMatchObject([202, { status: 'QUEUED', selection_source: 'exact_from_number' }]);
  expect(headers['location']).toBe(`http://sandbox.test/v1/calls/${data['call_id']}`);
  pass(1);
  expect(getCall(data['call_id'])).toMatchObject({ status: 'RINGING', direction: 'outbound', phone_number_id: 100 });
  pass(1);
  expect(getCall(data['call_id'])).toMatchObject({
    status: 'CONNECTED',
    client_name: 'desk-app',
    credential_type: 'api_key',
  });
});

test.for([
  ['+14155550111', '+14155550110', 1, 'FAILED', 'busy'],
  ['+14155550110', '+14155550112', 30, 'FAILED', 'no_answer'],
  ['+14155550112', '+14155550111', 1, 'FAILED', 'busy'],
  ['+14155550115', '+14155550110', 6, 'COMPLETED', null],
] as const)('a bridge of %s and %s ends %d s after the dial: %s %s', async ([to, connect, after, status, code]) => {
  const { call, pass, getCall } = await openWithControl();
  const { call_id } = call(DIAL, bridge(to, connect)).data;

  pass(1 + after);

  expect(getCall(call_id)).toMatchObject({ status, failure_code: code, ended_at: expect.any(String) });
});

test('a recorded call has a recording after it ends', async () => {
  const { call, pass, getCall } = await openWithControl();
  const { call_id } = call(DIAL, bridge('+14155550115')).data;
  const unrecorded = call(DIAL, { ...bridge('+14155550115'), record: false }).data['call_id'];
  pass(2);
  expect(getCall(call_id)).toMatchObject({ has_recording: false, recording_url: null });

  pass(5);

  expect(getCall(call_id)).toMatchObject({ has_recording: true, recording_url: expect.stringContaining('https://') });
  expect(getCall(unrecorded)).toMatchObject({ has_recording: false, recording_url: null });
});

test('a call can be hung up before it rings, and hanging up again succeeds', async () => {
  const { call, pass, getCall } = await openWithControl();
  const { call_id } = call(DIAL, bridge()).data;

  expect(call(`POST /v1/calls/${call_id}/hangup`).data).toEqual({ call_id, status: 'CANCELED' });
  pass(60);
  expect(call(`POST /v1/calls/${call_id}/hangup`)).toMatchObject({ status: 200, data: { status: 'CANCELED' } });
  expect(getCall(call_id)).toMatchObject({ status: 'CANCELED', duration_seconds: 0 });
});

test.for([
  ['a number of another organization', { from_number: '+14155550150' }, 403, 'forbidden', 'from_number'],
  ['an inactive number', { from_number: '+14155550102' }, 403, 'caller_id_not_verified', 'from_number'],
  ['an emergency number as the destination', { to_number: '+911' }, 403, 'emergency_destination', 'to_number'],
  [
    'an emergency number as the other party',
    { connect_number: '+911' },
    403,
    'emergency_destination',
    'connect_number',
  ],
] as const)('refuses %s', async ([, change, status, code, field]) => {
  const { call } = await openRevDesk();

  const refused = call(DIAL, { ...bridge(), ...change });

  expect(refused).toMatchObject({ status, error: { code, fields: { [field]: expect.any(String) } } });
});

test('a demo key can reach only demo numbers, for either party', async () => {
  const { call } = await openRevDesk();

  const refused = call(DIAL, bridge('+14155550110', '+442079460123'), DEMO);

  expect(refused).toMatchObject({ status: 403, error: { code: 'destination_not_allowed' } });
  expect(call(DIAL, bridge(), DEMO).status).toBe(202);
});

test('refuses a dial without a number, and one with an unknown number set', async () => {
  const { call } = await openRevDesk();

  expect(call(DIAL, { to_number: '+14155550110' }).status).toBe(400);
  expect(call(DIAL, { to_number: '+14155550110', number_set_id: 'set_9' })).toMatchObject({
    status: 404,
    error: { code: 'not_found' },
  });
});

test('counts as two concurrent channels of the account', async () => {
  const { call } = await openRevDesk({ revdesk: { guardrails: { allowlist: [], concurrency: 3 } } });
  const first = call(DIAL, bridge());

  expect([first.status, call(DIAL, bridge()).status]).toEqual([202, 429]);
  expect(call('POST /v1/calls', { phoneNumber: '+14155550110' }).status).toBe(202);
  expect(call('POST /v1/calls', { phoneNumber: '+14155550110' }).status).toBe(429);
});

test('an allowlist applies to both parties', async () => {
  const { call } = await openRevDesk({ revdesk: { guardrails: { allowlist: ['+14155550110'] } } });

  const refused = call(DIAL, bridge('+14155550110', '+14155550111'));

  expect(refused).toMatchObject({ status: 403, error: { fields: { connect_number: expect.any(String) } } });
});

test('a number with a high spam risk gets a warning and is not refused', async () => {
  const { call, setRecords } = await openWithControl();
  setRecords({
    reputation_numbers: [
      { id: '+14155550100', organization: 'org_acme', phone_number: '+14155550100', spam_risk: 'HIGH' },
    ],
  });

  expect(call(DIAL, bridge())).toMatchObject({
    status: 202,
    data: { evidence_state: 'FLAGGED', health_warning: expect.stringContaining('spam') },
  });
});

test('another organization cannot read or end the call', async () => {
  const { call } = await openRevDesk();
  const { call_id } = call(DIAL, bridge()).data;

  expect(call(`GET /v1/calls/${call_id}`, undefined, BRAVO).status).toBe(404);
  expect(call(`POST /v1/calls/${call_id}/hangup`, undefined, BRAVO).status).toBe(404);
});

test('accepts any caller ID when the ownership scenario is off', async () => {
  const { call, control } = await openWithControl();
  control('PUT', '/scenarios/ownership/settings', { enabled: false });

  const { status, data } = call(DIAL, { from_number: '+12125550199', to_number: '+14155550110' });

  expect([status, data]).toMatchObject([202, { from_number: '+12125550199', evidence_state: 'NEEDS_DATA' }]);
});

test('the duration is 0 when the clock is set back to before the call was answered', async () => {
  const { call, control, pass, getCall } = await openWithControl();
  const { call_id } = call(DIAL, bridge()).data;
  pass(5);

  control('POST', '/clock/freeze', { at: '2025-12-31T00:00:00Z' });

  expect(getCall(call_id)).toMatchObject({ status: 'CONNECTED', duration_seconds: 0 });
});
