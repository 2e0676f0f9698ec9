import { expect, test } from 'vitest';
import { BRAVO, issueBody, NORTH, PRODUCTION } from '../../support/a-request.ts';
import type { RevDeskBench } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { subscribe, told } from '../subscribe.ts';

const WANTED = '+12125550123';

const callFrom = ({ call }: RevDeskBench): number =>
  call('POST /v1/webrtc-token', issueBody('+14155550110', WANTED)).status;

test('a number that was bought is there at once, and in service ten seconds later', async () => {
  const { call, pass } = await openRevDesk();

  const bought = call('POST /v1/phone-numbers', { phone_number: WANTED, name: 'East' });
  const { status_url, phone_record_id: id } = bought.data;
  const read = `GET ${String(status_url).replace('http://sandbox.test', '')}`;

  expect([bought.status, bought.headers['location']]).toEqual([202, status_url]);
  expect(read).toBe(`GET /v1/phone-numbers/${id}`);
  expect(call(read).data).toMatchObject({ id, phone_number: `pending:${id}`, is_active: false, name: 'East' });
  pass(10);
  expect(call(read).data).toMatchObject({ phone_number: WANTED, is_active: true, subscription_status: 'active' });
});

test('a number may be called from while it is in service, and neither before nor after', async () => {
  const bench = await openRevDesk();
  const id = bench.call('POST /v1/phone-numbers', { phone_number: WANTED }).data['phone_record_id'];

  const before = callFrom(bench);
  bench.pass(10);
  const during = callFrom(bench);
  const released = bench.call(`DELETE /v1/phone-numbers/${id}`).data;

  expect([before, during, callFrom(bench)]).toEqual([403, 200, 403]);
  expect(released).toEqual({ id, deleted: true });
  expect(bench.call(`GET /v1/phone-numbers/${id}`).status).toBe(404);
});

test('a number that is released while it is provisioned stays nobody’s', async () => {
  const { call, pass } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { phone_number: WANTED }).data['phone_record_id'];
  call(`DELETE /v1/phone-numbers/${id}`);
  pass(10);

  const again = call('POST /v1/phone-numbers', { phone_number: WANTED }, BRAVO);

  expect(again.status).toBe(202);
  expect(again.data['phone_record_id']).not.toBe(id);
});

test('an area code gets the first number that a search would find', async () => {
  const { call, pass } = await openRevDesk();
  const [first] = call('GET /v1/phone-numbers/search?area_code=512').data as unknown as [{ phone_number: string }];

  const id = call('POST /v1/phone-numbers', { area_code: '512' }).data['phone_record_id'];
  pass(10);

  expect(call(`GET /v1/phone-numbers/${id}`).data['phone_number']).toBe(first.phone_number);
});

test.for([
  ['somebody else has', { phone_number: '+14155550150' }],
  ['oneself has', { phone_number: '+14155550100' }],
  ['is a destination that means something', { phone_number: '+14155550111' }],
  ['nobody sells', { phone_number: '+4930123456' }],
  ['has an area code without numbers', { area_code: '999' }],
] as const)('a number that %s is not for sale', async ([, wanted]) => {
  const { call } = await openRevDesk();

  expect(call('POST /v1/phone-numbers', wanted)).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test('a purchase names a number or an area code', async () => {
  const { call } = await openRevDesk();

  const { status, error } = call('POST /v1/phone-numbers', { name: 'East' });

  expect(status).toBe(400);
  expect(error['fields']).toMatchObject({ phone_number: 'is required', area_code: 'is required' });
});

test('a purchase by a magic number is accepted, and fails', async () => {
  const { call, pass } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { phone_number: '+14155550198' }).data['phone_record_id'];

  pass(60);

  expect(call(`GET /v1/phone-numbers/${id}`).data).toMatchObject({
    phone_number: `pending:${id}`,
    is_active: false,
    subscription_status: 'failed',
  });
});

test('a sub-entity’s number is its umbrella’s to see, and nobody else’s', async () => {
  const { call } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { phone_number: WANTED }, NORTH).data['phone_record_id'];

  const statuses = [NORTH, PRODUCTION, BRAVO].map((key) => call(`GET /v1/phone-numbers/${id}`, undefined, key).status);

  expect(statuses).toEqual([200, 200, 404]);
});

test('those who subscribed are told when a number is in service, changed and released', async () => {
  const bench = await openRevDesk();
  subscribe(bench, 'number_purchased', 'number_updated', 'number_released');
  const id = bench.call('POST /v1/phone-numbers', { phone_number: WANTED }).data['phone_record_id'];

  expect(told(bench)).toEqual([]);
  bench.pass(10);
  bench.call(`PATCH /v1/phone-numbers/${id}`, { name: 'East' });
  bench.call(`DELETE /v1/phone-numbers/${id}`);

  expect(told(bench)).toMatchObject([
    ['number_purchased', { id, phone_number: WANTED, is_active: true, name: null }],
    ['number_updated', { id, name: 'East' }],
    ['number_released', { id }],
  ]);
});
