import { expect, test } from 'vitest';
import { BRAVO, DEMO, NORTH, PRODUCTION } from '../../support/a-request.ts';
import type { ApiReply, RevDeskHarness } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';
import { emittedEvents, subscribe } from '../subscribe.ts';

const send = ({ call }: Pick<RevDeskHarness, 'call'>, fields: object = {}, key = PRODUCTION): ApiReply =>
  call('POST /v1/sms/send', { from: '+14155550100', to: '+14155550110', message: 'Hello', ...fields }, key);

const statusOf = ({ call }: RevDeskHarness, id: unknown): unknown => call(`GET /v1/messages/${id}`).data['status'];

test.for([
  ['+14155550110', ['queued', 'sent', 'delivered']],
  ['+14155550116', ['queued', 'failed', 'failed']],
  ['+14155550117', ['queued', 'sent', 'sent']],
  ['+14155550118', ['queued', 'sent', 'failed']],
] as const)('a text to %s is %j: immediately, after one second and after three', async ([to, expected]) => {
  const harness = await openRevDesk();
  const { status, data } = send(harness, { to });

  const statuses = [0, 1, 2].map((seconds) => {
    harness.pass(seconds);
    return statusOf(harness, data['message_id']);
  });

  expect([status, data]).toMatchObject([201, { status: 'queued', from: '+14155550100', to }]);
  expect(statuses).toEqual(expected);
});

test('subscribers receive the outcome of a text', async () => {
  const harness = await openRevDesk();
  subscribe(harness, 'sms_sent', 'sms_delivered', 'sms_failed');

  const [good, bad] = [send(harness), send(harness, { to: '+14155550116' })].map(({ data }) => data['message_id']);
  harness.pass(3);
  harness.call('GET /v1/messages');

  expect(emittedEvents(harness)).toMatchObject([
    ['sms_sent', { id: good, status: 'sent' }],
    ['sms_failed', { id: bad, status: 'failed' }],
    ['sms_delivered', { id: good, status: 'delivered', direction: 'outbound', content: 'Hello' }],
  ]);
});

test.for([
  ['owned by another organization', '+14155550150', 'forbidden'],
  ['unowned', '+12125550123', 'forbidden'],
  ['out of service', '+14155550102', 'caller_id_not_verified'],
] as const)('refuses a text from a number that is %s', async ([, from, code]) => {
  const harness = await openRevDesk();

  expect(send(harness, { from })).toMatchObject({ status: 403, error: { code, fields: { from: expect.any(String) } } });
});

test.for([
  ['to an emergency number', PRODUCTION, { to: '+1911' }, 403, 'emergency_destination'],
  [
    'to a number that demo keys cannot use, with a demo key',
    DEMO,
    { to: '+12125550123' },
    403,
    'destination_not_allowed',
  ],
  ['without a message', PRODUCTION, { message: '' }, 400, 'validation_error'],
] as const)('refuses a text %s', async ([, key, fields, status, code]) => {
  const harness = await openRevDesk();

  expect(send(harness, fields, key)).toMatchObject({ status, error: { code } });
  expect(harness.call('GET /v1/messages').body).toMatchObject({ data: [] });
});

test('lists texts newest first, by direction and up to the limit', async () => {
  const { call, control, pass } = await openWithControl();
  for (const message of ['one', 'two', 'three']) {
    send({ call }, { message });
    pass(1);
  }
  control('POST', '/messages', { from: '+14155550110', to: '+14155550100', message: 'four' });

  const contents = (query: string): readonly unknown[] =>
    (call(`GET /v1/messages${query}`).body as { readonly data: readonly { readonly content: string }[] }).data.map(
      ({ content }) => content,
    );

  expect(contents('')).toEqual(['four', 'three', 'two', 'one']);
  expect(contents('?limit=2&direction=outbound')).toEqual(['three', 'two']);
  expect(contents('?direction=inbound')).toEqual(['four']);
});

test('an umbrella can read the texts of its sub-entity, and other organizations cannot', async () => {
  const harness = await openRevDesk();
  const id = send(harness, { from: '+14155550160' }).data['message_id'];

  const statuses = [NORTH, PRODUCTION, BRAVO].map(
    (key) => harness.call(`GET /v1/messages/${id}`, undefined, key).status,
  );

  expect(statuses).toEqual([200, 200, 404]);
});

test('texting a number as a contact creates the contact, and names it in the text', async () => {
  const harness = await openRevDesk();
  const text = { phone_number: '+14155550110', message: 'Hello' };

  const first = harness.call('POST /v1/messages', { ...text, name: 'Alex' });
  const second = harness.call('POST /v1/messages', { ...text, name: 'Alexandra' });

  expect(first).toMatchObject({ status: 201, data: { sent: true, phone_number: '+14155550110' } });
  expect(second.data['contact_token']).toBe(first.data['contact_token']);
  expect(harness.call('GET /v1/contacts').body).toMatchObject({ data: [{ name: 'Alexandra' }] });
  expect(harness.call(`GET /v1/messages/${first.data['message_id']}`).data).toMatchObject({
    contact_name: 'Alexandra',
    contact_token: first.data['contact_token'],
    status: 'queued',
  });
});

test('an organization without an active number cannot text its contacts', async () => {
  const { call, control } = await openWithControl();
  control('POST', '/numbers', { e164: '+14155550150', active: false });

  const reply = call('POST /v1/messages', { phone_number: '+14155550110', message: 'Hello' }, BRAVO);

  expect(reply).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test('an inbound text is a reply if its sender is a contact', async () => {
  const harness = await openWithControl();
  subscribe(harness, 'contact_replied');
  const text = (from: string): unknown =>
    harness.control('POST', '/messages', { from, to: '+14155550100', message: 'Yes' }).body;
  harness.call('POST /v1/contacts', { phone_number: '+14155550110', name: 'Alex' });

  const [reply, other] = [text('+14155550110'), text('+14155550119')];

  expect(reply).toMatchObject({ direction: 'inbound', status: 'received', contact_name: 'Alex' });
  expect(other).toMatchObject({ contact_name: null, contact_token: null });
  expect(emittedEvents(harness)).toMatchObject([['contact_replied', { content: 'Yes', contact_name: 'Alex' }]]);
});

test('refuses an inbound text to a number that is not in service', async () => {
  const { control } = await openWithControl();

  const reply = control('POST', '/messages', { from: '+14155550110', to: '+14155550102', message: 'Hello' });

  expect(reply.status).toBe(404);
});
