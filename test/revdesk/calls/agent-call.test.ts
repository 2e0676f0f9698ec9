import { expect, test } from 'vitest';
import { NORTH } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

const FRONT_DESK = '00000000-0000-8000-8000-00000a9e0001';
const AFTER_HOURS = '00000000-0000-8000-8000-00000a9e0002';
const REQUEST = { phoneNumber: '+14155550115' };

test('an agent call creates a contact for its destination', async () => {
  const { call, getCall } = await openWithControl();

  const { status, headers, data } = call('POST /v1/calls', { ...REQUEST, name: 'Alex' });

  expect([status, data]).toMatchObject([202, { status: 'QUEUED' }]);
  expect(headers['location']).toBe(`http://sandbox.test/v1/calls/${data['call_id']}`);
  expect(call(`GET /v1/contacts/${data['contact_id']}`).data).toMatchObject({
    name: 'Alex',
    phone_number: '+14155550115',
  });
  expect(getCall(data['call_id'])).toMatchObject({ from_number: '+14155550100', to_number: '+14155550115' });
});

test('an agent call to a known number keeps the contact', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/contacts', { phone_number: REQUEST.phoneNumber, name: 'Alex' }).data;

  expect(call('POST /v1/calls', { ...REQUEST, name: 'Other' }).data['contact_id']).toBe(id);
  expect(call(`GET /v1/contacts/${id}`).data['name']).toBe('Alex');
});

test('the transcript is available after the call', async () => {
  const { call, pass } = await openWithControl();
  const { call_id } = call('POST /v1/calls', { ...REQUEST, script: 'Remind of Tuesday.' }).data;
  const transcript = `GET /v1/calls/${call_id}/transcript`;
  pass(5);
  expect(call(transcript)).toMatchObject({ status: 404, error: { code: 'not_found' } });

  pass(2);

  expect(call(`GET /v1/calls/${call_id}`).data).toMatchObject({ status: 'COMPLETED', has_transcript: true });
  expect(call(transcript).data).toMatchObject({
    call_id,
    transcript: expect.stringContaining('agent: Remind of Tuesday.'),
    structured_transcript: [{ role: 'agent', text: 'Remind of Tuesday.' }, { role: 'user' }],
  });
});

test('an agent without a script opens with its greeting', async () => {
  const { call, pass } = await openWithControl();
  const { call_id } = call('POST /v1/calls', REQUEST).data;
  pass(7);

  expect(call(`GET /v1/calls/${call_id}/transcript`).data['transcript']).toContain('Thank you for calling Acme.');
});

test('a HIPAA policy withholds transcripts, including those of sub-entities', async () => {
  const { call, pass, records, setRecords } = await openWithControl();
  const [acme = { id: '' }, ...others] = records('organizations');
  setRecords({ organizations: [{ ...acme, hipaa_enabled: true }, ...others] });
  const own = call('POST /v1/calls', REQUEST).data['call_id'];
  const dial = { from_number: '+14155550160', to_number: '+14155550115' };
  const below = call('POST /v1/calls/dial', dial, NORTH).data['call_id'];
  pass(7);

  const codes = [own, below].map((id) => call(`GET /v1/calls/${id}/transcript`).error['code']);

  expect(codes).toEqual(['content_policy_forbidden', 'content_policy_forbidden']);
});

test.for([
  ['an unknown agent', { assistantId: 'unknown' }, 404, 'not_found'],
  ['a disabled agent', { assistantId: AFTER_HOURS }, 409, 'conflict'],
  ['an emergency number', { phoneNumber: '+911' }, 403, 'emergency_destination'],
] as const)('refuses %s', async ([, change, status, code]) => {
  const { call, records } = await openRevDesk();

  expect(call('POST /v1/calls', { ...REQUEST, ...change })).toMatchObject({ status, error: { code } });
  expect([...records('calls'), ...records('contacts')]).toEqual([]);
});

test('refuses a call when no agent is enabled', async () => {
  const { call } = await openRevDesk();
  call(`PATCH /v1/agents/${FRONT_DESK}`, { enabled: false });

  expect(call('POST /v1/calls', REQUEST)).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test('refuses a call when there is no number to call from', async () => {
  const { call, control } = await openWithControl();
  for (const number of ['+14155550100', '+14155550101']) control('POST', '/numbers', { e164: number, active: false });

  expect(call('POST /v1/calls', REQUEST)).toMatchObject({
    status: 409,
    error: { message: expect.stringContaining('no active, verified number') },
  });
});
