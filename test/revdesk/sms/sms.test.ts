import { expect, test } from 'vitest';
import { BRAVO, DEMO, NORTH, PRODUCTION } from '../../support/a-request.ts';
import type { Called, RevDeskBench } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';
import { subscribe, told } from '../subscribe.ts';

const send = ({ call }: Pick<RevDeskBench, 'call'>, sketch: object = {}, key = PRODUCTION): Called =>
  call('POST /v1/sms/send', { from: '+14155550100', to: '+14155550110', message: 'Hello', ...sketch }, key);

const statusOf = ({ call }: RevDeskBench, id: unknown): unknown => call(`GET /v1/messages/${id}`).data['status'];

test.for([
  ['+14155550110', ['queued', 'sent', 'delivered']],
  ['+14155550116', ['queued', 'failed', 'failed']],
  ['+14155550117', ['queued', 'sent', 'sent']],
  ['+14155550118', ['queued', 'sent', 'failed']],
] as const)('a text to %s is %j at once, after one second, and after three', async ([to, course]) => {
  const bench = await openRevDesk();
  const { status, data } = send(bench, { to });

  const found = [0, 1, 2].map((seconds) => {
    bench.pass(seconds);
    return statusOf(bench, data['message_id']);
  });

  expect([status, data]).toMatchObject([201, { status: 'queued', from: '+14155550100', to }]);
  expect(found).toEqual(course);
});

test('those who subscribed are told how a text went', async () => {
  const bench = await openRevDesk();
  subscribe(bench, 'sms_sent', 'sms_delivered', 'sms_failed');

  const [good, bad] = [send(bench), send(bench, { to: '+14155550116' })].map(({ data }) => data['message_id']);
  bench.pass(3);
  bench.call('GET /v1/messages');

  expect(told(bench)).toMatchObject([
    ['sms_sent', { id: good, status: 'sent' }],
    ['sms_failed', { id: bad, status: 'failed' }],
    ['sms_delivered', { id: good, status: 'delivered', direction: 'outbound', content: 'Hello' }],
  ]);
});

test.for([
  ['somebody else’s', '+14155550150', 'forbidden'],
  ['nobody’s', '+12125550123', 'forbidden'],
  ['out of service', '+14155550102', 'caller_id_not_verified'],
] as const)('nobody texts from a number that is %s', async ([, from, code]) => {
  const bench = await openRevDesk();

  expect(send(bench, { from })).toMatchObject({ status: 403, error: { code, fields: { from: expect.any(String) } } });
});

test.for([
  ['an emergency number', PRODUCTION, { to: '+1911' }, 403, 'emergency_destination'],
  ['a number that is not for demo keys, by one', DEMO, { to: '+12125550123' }, 403, 'destination_not_allowed'],
  ['anybody, without a word', PRODUCTION, { message: '' }, 400, 'validation_error'],
] as const)('nobody texts %s', async ([, key, sketch, status, code]) => {
  const bench = await openRevDesk();

  expect(send(bench, sketch, key)).toMatchObject({ status, error: { code } });
  expect(bench.call('GET /v1/messages').body).toMatchObject({ data: [] });
});

test('texts are listed newest first, by direction and as many as are asked for', async () => {
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

test('a text of a sub-entity is its umbrella’s to read, and nobody else’s', async () => {
  const bench = await openRevDesk();
  const id = send(bench, { from: '+14155550160' }).data['message_id'];

  const statuses = [NORTH, PRODUCTION, BRAVO].map((key) => bench.call(`GET /v1/messages/${id}`, undefined, key).status);

  expect(statuses).toEqual([200, 200, 404]);
});

test('who is texted as a contact becomes one, and is named in the text', async () => {
  const bench = await openRevDesk();
  const text = { phone_number: '+14155550110', message: 'Hello' };

  const first = bench.call('POST /v1/messages', { ...text, name: 'Alex' });
  const second = bench.call('POST /v1/messages', { ...text, name: 'Alexandra' });

  expect(first).toMatchObject({ status: 201, data: { sent: true, phone_number: '+14155550110' } });
  expect(second.data['contact_token']).toBe(first.data['contact_token']);
  expect(bench.call('GET /v1/contacts').body).toMatchObject({ data: [{ name: 'Alexandra' }] });
  expect(bench.call(`GET /v1/messages/${first.data['message_id']}`).data).toMatchObject({
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

test('a text that comes in is a reply if its sender is a contact', async () => {
  const bench = await openWithControl();
  subscribe(bench, 'contact_replied');
  const text = (from: string): unknown =>
    bench.control('POST', '/messages', { from, to: '+14155550100', message: 'Yes' }).body;
  bench.call('POST /v1/contacts', { phone_number: '+14155550110', name: 'Alex' });

  const [reply, stranger] = [text('+14155550110'), text('+14155550119')];

  expect(reply).toMatchObject({ direction: 'inbound', status: 'received', contact_name: 'Alex' });
  expect(stranger).toMatchObject({ contact_name: null, contact_token: null });
  expect(told(bench)).toMatchObject([['contact_replied', { content: 'Yes', contact_name: 'Alex' }]]);
});

test('no text comes in to a number that is not in service', async () => {
  const { control } = await openWithControl();

  const reply = control('POST', '/messages', { from: '+14155550110', to: '+14155550102', message: 'Hello' });

  expect(reply.status).toBe(404);
});
