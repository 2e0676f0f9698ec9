import { expect, test } from 'vitest';
import { BRAVO, issueBody, NORTH, PRODUCTION } from '../../support/a-request.ts';
import type { RevDeskHarness } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { emittedEvents, subscribe } from '../subscribe.ts';

const NEW_NUMBER = '+12125550123';

const callFrom = ({ call }: RevDeskHarness): number =>
  call('POST /v1/webrtc-token', issueBody('+14155550110', NEW_NUMBER)).status;

test('a purchased number is listed immediately, and in service ten seconds later', async () => {
  const { call, pass } = await openRevDesk();

  const bought = call('POST /v1/phone-numbers', { phone_number: NEW_NUMBER, name: 'East' });
  const { status_url, phone_record_id: id } = bought.data;
  const read = `GET ${String(status_url).replace('http://sandbox.test', '')}`;

  expect([bought.status, bought.headers['location']]).toEqual([202, status_url]);
  expect(read).toBe(`GET /v1/phone-numbers/${id}`);
  expect(call(read).data).toMatchObject({ id, phone_number: `pending:${id}`, is_active: false, name: 'East' });
  pass(10);
  expect(call(read).data).toMatchObject({ phone_number: NEW_NUMBER, is_active: true, subscription_status: 'active' });
});

test('a number can place calls only while it is in service', async () => {
  const harness = await openRevDesk();
  const id = harness.call('POST /v1/phone-numbers', { phone_number: NEW_NUMBER }).data['phone_record_id'];

  const before = callFrom(harness);
  harness.pass(10);
  const during = callFrom(harness);
  const released = harness.call(`DELETE /v1/phone-numbers/${id}`).data;

  expect([before, during, callFrom(harness)]).toEqual([403, 200, 403]);
  expect(released).toEqual({ id, deleted: true });
  expect(harness.call(`GET /v1/phone-numbers/${id}`).status).toBe(404);
});

test('a number that is released while it is provisioned stays available', async () => {
  const { call, pass } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { phone_number: NEW_NUMBER }).data['phone_record_id'];
  call(`DELETE /v1/phone-numbers/${id}`);
  pass(10);

  const again = call('POST /v1/phone-numbers', { phone_number: NEW_NUMBER }, BRAVO);

  expect(again.status).toBe(202);
  expect(again.data['phone_record_id']).not.toBe(id);
});

test('buying by area code gets the first number that a search would find', async () => {
  const { call, pass } = await openRevDesk();
  const [first] = call('GET /v1/phone-numbers/search?area_code=512').data as unknown as [{ phone_number: string }];

  const id = call('POST /v1/phone-numbers', { area_code: '512' }).data['phone_record_id'];
  pass(10);

  expect(call(`GET /v1/phone-numbers/${id}`).data['phone_number']).toBe(first.phone_number);
});

test.for([
  ['another organization owns', { phone_number: '+14155550150' }],
  ['the organization already owns', { phone_number: '+14155550100' }],
  ['is a magic destination', { phone_number: '+14155550111' }],
  ['is not in the inventory', { phone_number: '+4930123456' }],
  ['has an area code without numbers', { area_code: '999' }],
] as const)('refuses to sell a number that %s', async ([, request]) => {
  const { call } = await openRevDesk();

  expect(call('POST /v1/phone-numbers', request)).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test('a purchase requires a number or an area code', async () => {
  const { call } = await openRevDesk();

  const { status, error } = call('POST /v1/phone-numbers', { name: 'East' });

  expect(status).toBe(400);
  expect(error['fields']).toMatchObject({ phone_number: 'is required', area_code: 'is required' });
});

test('a purchase of a magic number is accepted and then fails', async () => {
  const { call, pass } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { phone_number: '+14155550198' }).data['phone_record_id'];

  pass(60);

  expect(call(`GET /v1/phone-numbers/${id}`).data).toMatchObject({
    phone_number: `pending:${id}`,
    is_active: false,
    subscription_status: 'failed',
  });
});

test('an umbrella can read its sub-entity’s number, and other organizations cannot', async () => {
  const { call } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { phone_number: NEW_NUMBER }, NORTH).data['phone_record_id'];

  const statuses = [NORTH, PRODUCTION, BRAVO].map((key) => call(`GET /v1/phone-numbers/${id}`, undefined, key).status);

  expect(statuses).toEqual([200, 200, 404]);
});

test('subscribers receive an event when a number is in service, changed and released', async () => {
  const harness = await openRevDesk();
  subscribe(harness, 'number_purchased', 'number_updated', 'number_released');
  const id = harness.call('POST /v1/phone-numbers', { phone_number: NEW_NUMBER }).data['phone_record_id'];

  expect(emittedEvents(harness)).toEqual([]);
  harness.pass(10);
  harness.call(`PATCH /v1/phone-numbers/${id}`, { name: 'East' });
  harness.call(`DELETE /v1/phone-numbers/${id}`);

  expect(emittedEvents(harness)).toMatchObject([
    ['number_purchased', { id, phone_number: NEW_NUMBER, is_active: true, name: null }],
    ['number_updated', { id, name: 'East' }],
    ['number_released', { id }],
  ]);
});
