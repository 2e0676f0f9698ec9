import { expect, test } from 'vitest';
import { issueBody } from '../../../support/a-request.ts';
import { codeOf } from '../../../support/code-of.ts';
import { openRevDesk } from '../../../support/open-revdesk.ts';
import type { RevDeskControlHarness } from '../../open-with-control.ts';
import { openWithControl } from '../../open-with-control.ts';

const WEB_CALL = 'POST /v1/agents/00000000-0000-8000-8000-00000a9e0001/web-call';

const gateway = ({ control }: RevDeskControlHarness, step: string, bearer: unknown) =>
  control('POST', `/gateway/${step}`, {}, { bearer: String(bearer) });

test('RevDesk dials as soon as the browser is in the room', async () => {
  const harness = await openWithControl();
  const { token, call_id, expires_in } = harness.call('POST /v1/room-token', issueBody()).data;
  expect([token, expires_in]).toEqual([expect.stringMatching(/^rjt_[\w-]{43}$/), 14_400]);

  expect(gateway(harness, 'connect', token).body).toMatchObject({ status: 'RINGING' });
  harness.pass(61);
  expect(harness.getCall(call_id)).toMatchObject({ status: 'CONNECTED', duration_seconds: 60 });
  gateway(harness, 'hangup', token);
  expect(harness.getCall(call_id)).toMatchObject({ status: 'COMPLETED' });
  expect(codeOf(gateway(harness, 'connect', token))).toBe('token_ended');
});

test('refuses a dial with a room token', async () => {
  const harness = await openWithControl();
  const { token } = harness.call('POST /v1/room-token', issueBody()).data;
  gateway(harness, 'connect', token);

  expect(gateway(harness, 'dial', token).status).toBe(409);
});

test('a room token lives as long as requested, and the call can outlive it', async () => {
  const harness = await openWithControl();
  const issue = () => harness.call('POST /v1/room-token', { ...issueBody(), ttl_seconds: 60 }).data;
  const [used, late] = [issue(), issue()];
  gateway(harness, 'connect', used['token']);

  harness.pass(60);

  expect(codeOf(gateway(harness, 'connect', late['token']))).toBe('token_expired');
  expect(harness.getCall(late['call_id'])).toMatchObject({ status: 'CANCELED' });
  expect(harness.getCall(used['call_id'])).toMatchObject({ status: 'CONNECTED' });
  harness.pass(14_340);
  expect(harness.getCall(used['call_id'])).toMatchObject({ status: 'COMPLETED' });
});

test.for([0, -1, 1.5, 14_401])('refuses a lifetime of %d seconds', async (ttl_seconds) => {
  const { call } = await openRevDesk();

  const refused = call('POST /v1/room-token', { ...issueBody(), ttl_seconds });

  expect(refused).toMatchObject({ status: 400, error: { fields: { ttl_seconds: expect.any(String) } } });
});

test.for([
  ['a number of another organization', issueBody('+14155550110', '+14155550150'), 'forbidden'],
  ['an emergency number', issueBody('+911'), 'emergency_destination'],
] as const)('refuses a room for %s', async ([, body, code]) => {
  const { call } = await openRevDesk();

  expect(call('POST /v1/room-token', body)).toMatchObject({ status: 403, error: { code } });
});

test('an agent answers the browser immediately', async () => {
  const harness = await openWithControl();
  const { status, data } = harness.call(WEB_CALL);
  expect([status, data]).toMatchObject([201, { token: expect.stringMatching(/^rjt_/), ice_servers: [] }]);

  expect(gateway(harness, 'connect', data['token']).body).toMatchObject({ status: 'CONNECTED' });
  harness.pass(30);
  gateway(harness, 'hangup', data['token']);

  expect(harness.getCall(data['room_name'])).toMatchObject({
    status: 'COMPLETED',
    direction: 'inbound',
    to_number: '+14155550100',
    duration_seconds: 30,
    has_transcript: true,
  });
});

test('refuses a web call with a disabled agent', async () => {
  const { call } = await openRevDesk();

  const refused = call('POST /v1/agents/00000000-0000-8000-8000-00000a9e0002/web-call');

  expect(refused).toMatchObject({ status: 409, error: { code: 'conflict' } });
});
