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

test('a dial is accepted, rings, stands when both have answered, and is polled at its Location', async () => {
  const { call, pass, shown } = await openWithControl();

  const { status, headers, data } = call(DIAL, { ...bridge(), client_name: 'desk-app' });
  expect([status, data]).toMatchObject([202, { status: 'QUEUED', selection_source: 'exact_from_number' }]);
  expect(headers['location']).toBe(`http://sandbox.test/v1/calls/${data['call_id']}`);
  pass(1);
  expect(shown(data['call_id'])).toMatchObject({ status: 'RINGING', direction: 'outbound', phone_number_id: 100 });
  pass(1);
  expect(shown(data['call_id'])).toMatchObject({
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
  const { call, pass, shown } = await openWithControl();
  const { call_id } = call(DIAL, bridge(to, connect)).data;

  pass(1 + after);

  expect(shown(call_id)).toMatchObject({ status, failure_code: code, ended_at: expect.any(String) });
});

test('a recording is there after the end, for who may hear it', async () => {
  const { call, pass, shown } = await openWithControl();
  const { call_id } = call(DIAL, bridge('+14155550115')).data;
  const unrecorded = call(DIAL, { ...bridge('+14155550115'), record: false }).data['call_id'];
  pass(2);
  expect(shown(call_id)).toMatchObject({ has_recording: false, recording_url: null });

  pass(5);

  expect(shown(call_id)).toMatchObject({ has_recording: true, recording_url: expect.stringContaining('https://') });
  expect(shown(unrecorded)).toMatchObject({ has_recording: false, recording_url: null });
});

test('a call is hung up before it rings, and hanging up again is no error', async () => {
  const { call, pass, shown } = await openWithControl();
  const { call_id } = call(DIAL, bridge()).data;

  expect(call(`POST /v1/calls/${call_id}/hangup`).data).toEqual({ call_id, status: 'CANCELED' });
  pass(60);
  expect(call(`POST /v1/calls/${call_id}/hangup`)).toMatchObject({ status: 200, data: { status: 'CANCELED' } });
  expect(shown(call_id)).toMatchObject({ status: 'CANCELED', duration_seconds: 0 });
});

test.for([
  ['a number of somebody else', { from_number: '+14155550150' }, 403, 'forbidden', 'from_number'],
  ['an inactive number', { from_number: '+14155550102' }, 403, 'caller_id_not_verified', 'from_number'],
  ['an emergency number as destination', { to_number: '+911' }, 403, 'emergency_destination', 'to_number'],
  ['an emergency number as other party', { connect_number: '+911' }, 403, 'emergency_destination', 'connect_number'],
] as const)('refuses %s', async ([, change, status, code, field]) => {
  const { call } = await openRevDesk();

  const refused = call(DIAL, { ...bridge(), ...change });

  expect(refused).toMatchObject({ status, error: { code, fields: { [field]: expect.any(String) } } });
});

test('a demo key reaches numbers for demos only, with either party', async () => {
  const { call } = await openRevDesk();

  const refused = call(DIAL, bridge('+14155550110', '+442079460123'), DEMO);

  expect(refused).toMatchObject({ status: 403, error: { code: 'destination_not_allowed' } });
  expect(call(DIAL, bridge(), DEMO).status).toBe(202);
});

test('needs a number or a set, and knows no set', async () => {
  const { call } = await openRevDesk();

  expect(call(DIAL, { to_number: '+14155550110' }).status).toBe(400);
  expect(call(DIAL, { to_number: '+14155550110', number_set_id: 'set_9' })).toMatchObject({
    status: 404,
    error: { code: 'not_found' },
  });
});

test('takes two channels of what the account may have at a time', async () => {
  const { call } = await openRevDesk({ revdesk: { guardrails: { allowlist: [], concurrency: 3 } } });
  const first = call(DIAL, bridge());

  expect([first.status, call(DIAL, bridge()).status]).toEqual([202, 429]);
  expect(call('POST /v1/calls', { phoneNumber: '+14155550110' }).status).toBe(202);
  expect(call('POST /v1/calls', { phoneNumber: '+14155550110' }).status).toBe(429);
});

test('an allowlist holds for both parties', async () => {
  const { call } = await openRevDesk({ revdesk: { guardrails: { allowlist: ['+14155550110'] } } });

  const refused = call(DIAL, bridge('+14155550110', '+14155550111'));

  expect(refused).toMatchObject({ status: 403, error: { fields: { connect_number: expect.any(String) } } });
});

test('a number of high spam risk is warned of, and not refused', async () => {
  const { call, holding } = await openWithControl();
  holding({
    reputation_numbers: [
      { id: '+14155550100', organization: 'org_acme', phone_number: '+14155550100', spam_risk: 'HIGH' },
    ],
  });

  expect(call(DIAL, bridge())).toMatchObject({
    status: 202,
    data: { evidence_state: 'FLAGGED', health_warning: expect.stringContaining('spam') },
  });
});

test('nobody else sees the call, or ends it', async () => {
  const { call } = await openRevDesk();
  const { call_id } = call(DIAL, bridge()).data;

  expect(call(`GET /v1/calls/${call_id}`, undefined, BRAVO).status).toBe(404);
  expect(call(`POST /v1/calls/${call_id}/hangup`, undefined, BRAVO).status).toBe(404);
});

test('where nobody asks who owns a caller ID, any will do', async () => {
  const { call, control } = await openWithControl();
  control('PUT', '/scenarios/ownership/settings', { enabled: false });

  const { status, data } = call(DIAL, { from_number: '+12125550199', to_number: '+14155550110' });

  expect([status, data]).toMatchObject([202, { from_number: '+12125550199', evidence_state: 'NEEDS_DATA' }]);
});

test('a call has lasted for no time where the clock is set back before it was answered', async () => {
  const { call, control, pass, shown } = await openWithControl();
  const { call_id } = call(DIAL, bridge()).data;
  pass(5);

  control('POST', '/clock/freeze', { at: '2025-12-31T00:00:00Z' });

  expect(shown(call_id)).toMatchObject({ status: 'CONNECTED', duration_seconds: 0 });
});
