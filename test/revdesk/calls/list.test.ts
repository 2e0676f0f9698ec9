import { expect, test } from 'vitest';
import { issueBody, NORTH, READ_ONLY } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

const AGENT_CALL = { phoneNumber: '+14155550110' };
const DIAL = { from_number: '+14155550100', to_number: '+14155550110' };

test('lists calls started in every way, newest first', async () => {
  const { call } = await openRevDesk();
  const ids = [
    call('POST /v1/webrtc-token', issueBody()).data['call_id'],
    call('POST /v1/room-token', issueBody()).data['call_id'],
    call('POST /v1/agents/00000000-0000-8000-8000-00000a9e0001/web-call').data['room_name'],
    call('POST /v1/calls', AGENT_CALL).data['call_id'],
    call('POST /v1/calls/dial', DIAL).data['call_id'],
    call('POST /v1/phone-numbers/100/test-call', { destination_number: '+14155550110' }).data['call_id'],
  ];

  const { body } = call('GET /v1/calls');

  expect(body).toMatchObject({ data: ids.toReversed().map((id) => ({ id })), meta: { total_results: 6 } });
});

test('pages stay consistent while new calls arrive', async () => {
  const { call } = await openRevDesk();
  const ids = [1, 2, 3].map(() => call('POST /v1/calls/dial', DIAL).data['call_id']);
  const first = call('GET /v1/calls?limit=2').body as { data: { id: string }[]; meta: { cursor: string } };
  call('POST /v1/calls/dial', DIAL);

  const second = call(`GET /v1/calls?limit=2&cursor=${first.meta.cursor}`).body as typeof first;

  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.toReversed());
  expect(second.meta.cursor).toBeUndefined();
});

test('filters by current status and by source', async () => {
  const { call, pass } = await openWithControl();
  call('POST /v1/webrtc-token', issueBody());
  const { call_id } = call('POST /v1/phone-numbers/100/test-call', { destination_number: '+14155550111' }).data;
  pass(14_400);

  const idsOf = (query: string): unknown =>
    (call(`GET /v1/calls?${query}`).body as { data: { id: unknown }[] }).data.map(({ id }) => id);

  expect(idsOf('source=spam_label_test')).toEqual([call_id]);
  expect(idsOf('status=FAILED')).toEqual([call_id]);
  expect(idsOf('status=TICKETED')).toEqual([]);
  expect(idsOf('status=CANCELED')).toHaveLength(1);
});

test('a ticketed call has not started, and hanging it up ends its token', async () => {
  const { call, control, getCall } = await openWithControl();
  const { token, call_id } = call('POST /v1/webrtc-token', issueBody()).data;
  expect(getCall(call_id)).toMatchObject({ status: 'TICKETED', started_at: null, duration_seconds: null });

  call(`POST /v1/calls/${call_id}/hangup`);

  expect(control('POST', '/gateway/connect', {}, { bearer: String(token) }).status).toBe(401);
});

test('a call names its organization and user as GET /v1/me does', async () => {
  const { call, getCall } = await openWithControl();
  const { call_id } = call('POST /v1/calls/dial', DIAL).data;
  const me = call('GET /v1/me').data as { user: { id: string }; organization: { id: string } };

  expect(getCall(call_id)).toMatchObject({ organization_id: me.organization.id, user_id: me.user.id });
});

test('an umbrella sees the calls of its sub-entity', async () => {
  const { call } = await openRevDesk();
  const { call_id } = call('POST /v1/calls/dial', { ...DIAL, from_number: '+14155550160' }, NORTH).data;

  expect(call(`GET /v1/calls/${call_id}`).data).toMatchObject({ id: call_id, user_id: null });
});

test('a read-only key cannot start or end a call', async () => {
  const { call } = await openRevDesk();

  const attempts = ['POST /v1/calls/dial', 'POST /v1/calls/x/hangup'].map((each) => call(each, DIAL, READ_ONLY));

  expect(attempts.map(({ error }) => error['code'])).toEqual(['insufficient_scope', 'insufficient_scope']);
});

test('shows a failure code that only the tester can set', async () => {
  const { call, control, getCall } = await openWithControl();
  const { call_id } = call('POST /v1/calls/dial', DIAL).data;

  control('POST', `/calls/${call_id}/fail`, { code: 'agent_dispatch_failed' });

  expect(getCall(call_id)).toMatchObject({ failure_code: 'agent_dispatch_failed', failure_category: 'provider_error' });
});
