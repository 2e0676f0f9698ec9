import { expect, test } from 'vitest';
import { BRAVO, NORTH, READ_ONLY } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { bodyOf, openWithControl } from '../open-with-control.ts';
import { subscribe } from '../subscribe.ts';

const idsIn = (body: unknown): readonly number[] =>
  (body as { readonly data: readonly { readonly id: number }[] }).data.map(({ id }) => id);

test('an organization lists its numbers and those of its sub-entities, page by page', async () => {
  const { call } = await openRevDesk();

  const first = call('GET /v1/phone-numbers?limit=3');
  const { cursor } = (first.body as { readonly meta: { readonly cursor: string } }).meta;
  const second = call(`GET /v1/phone-numbers?limit=3&cursor=${cursor}`);

  expect([idsIn(first.body), idsIn(second.body)]).toEqual([
    [100, 101, 102],
    [103, 160],
  ]);
  expect(idsIn(call('GET /v1/phone-numbers', undefined, NORTH).body)).toEqual([160]);
  expect(idsIn(call('GET /v1/phone-numbers', undefined, BRAVO).body)).toEqual([150]);
});

test('a number shows its organization and whether it is in service', async () => {
  const { call } = await openRevDesk();

  expect(call('GET /v1/phone-numbers/102').data).toMatchObject({
    phone_number: '+14155550102',
    organization_id: '00000000-0000-8000-8000-00000000ac3e',
    is_active: false,
    iso_country: 'US',
  });
});

test.for(['150', '999', '1e2', '%2B14155550100'])('does not find a number by %s', async (id) => {
  const { call } = await openRevDesk();

  expect(call(`GET /v1/phone-numbers/${id}`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
});

test('updates only the fields that are sent', async () => {
  const { call } = await openRevDesk();

  call('PATCH /v1/phone-numbers/101', { recording_enabled: true });
  const changed = call('PATCH /v1/phone-numbers/101', { name: 'Support' });

  expect(changed.data).toMatchObject({ id: 101, name: 'Support', recording_enabled: true, agent_id: null });
  expect(call('GET /v1/phone-numbers/101').data).toMatchObject({ name: 'Support' });
});

test('a display name is pending until carriers approve it a minute later', async () => {
  const { call, pass } = await openRevDesk();

  const named = call('PATCH /v1/phone-numbers/101', { cnam_display_name: 'ACME SALES' });
  const early = call('GET /v1/phone-numbers/101/cnam-status');
  pass(60);
  const late = call('GET /v1/phone-numbers/101/cnam-status');

  expect(named.data).toMatchObject({ cnam_display_name: 'ACME SALES', cnam_status: 'PENDING' });
  expect(early.data).toMatchObject({ cnam_status: 'PENDING', live_status: 'provisioning', live_display_name: null });
  expect(late.data).toMatchObject({ cnam_status: 'APPROVED', live_status: 'active', live_display_name: 'ACME SALES' });
  expect(call('PATCH /v1/phone-numbers/101', {}).data).toMatchObject({ cnam_status: 'APPROVED' });
});

test('a display name can be disabled and removed', async () => {
  const { call } = await openRevDesk();

  call('PATCH /v1/phone-numbers/100', { cnam_enabled: false });
  const off = call('GET /v1/phone-numbers/100/cnam-status').data;
  const removed = call('PATCH /v1/phone-numbers/100', { cnam_display_name: '' }).data;

  expect(off).toMatchObject({ cnam_display_name: 'ACME', live_status: 'inactive', live_enabled: false });
  expect(removed).toMatchObject({ cnam_display_name: null, cnam_status: 'NONE' });
});

test.for(['+18005550123', '+14165550123', '+442079460012'])(
  'refuses a display name for %s, which is not a US local number',
  async (number) => {
    const { call, control } = await openWithControl();
    const { phone_id } = bodyOf(control('POST', '/numbers', { e164: number }));

    const { status, error } = call(`PATCH /v1/phone-numbers/${phone_id}`, { cnam_display_name: 'ACME' });

    expect(status).toBe(400);
    expect(error).toMatchObject({ fields: { cnam_display_name: expect.stringContaining(number) } });
  },
);

test('refuses a display name for a number that is being provisioned', async () => {
  const { call } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { area_code: '212' }).data['phone_record_id'];

  expect(call(`PATCH /v1/phone-numbers/${id}`, { cnam_display_name: 'ACME' }).status).toBe(409);
});

test('refuses an unknown agent for a number', async () => {
  const { call } = await openRevDesk();

  const reply = call('PATCH /v1/phone-numbers/101', { agent_id: '3f2b8c1e-6d4a-4f0b-9c7e-5a1d2e3f4b60' });

  expect(reply).toMatchObject({ status: 404, error: { fields: { agent_id: expect.any(String) } } });
});

test('releasing a number deletes its ended calls', async () => {
  const { call, control } = await openWithControl();
  const body = { from_number: '+14155550100', to_number: '+14155550110' };
  const [over, open] = [call('POST /v1/webrtc-token', body), call('POST /v1/webrtc-token', body)];
  control('POST', `/calls/${over.data['call_id']}/hangup`);

  call('DELETE /v1/phone-numbers/100');

  expect(control('GET', '/calls').body).toMatchObject({ calls: [{ call_id: open.data['call_id'] }] });
});

test('a read-only key can search but not buy', async () => {
  const { call } = await openRevDesk();

  expect(call('GET /v1/phone-numbers/search', undefined, READ_ONLY).status).toBe(200);
  expect(call('POST /v1/phone-numbers', { area_code: '212' }, READ_ONLY).status).toBe(403);
});

test('the tester can put a number into service while it is provisioned', async () => {
  const { call, control, pass } = await openWithControl();
  const id = call('POST /v1/phone-numbers', { phone_number: '+12125550123' }).data['phone_record_id'];

  control('POST', '/numbers', { e164: '+12125550123', active: true });
  const early = call(`GET /v1/phone-numbers/${id}`).data;
  control('POST', '/numbers', { e164: '+12125550123', active: false });
  pass(10);

  expect(early).toMatchObject({ phone_number: '+12125550123', is_active: true });
  expect(call(`GET /v1/phone-numbers/${id}`).data).toMatchObject({ is_active: false });
});

test("releasing a sub-entity's number deletes the calls that its umbrella placed from it", async () => {
  const { call, pass } = await openRevDesk();
  const { call_id } = call('POST /v1/calls/dial', { from_number: '+14155550160', to_number: '+14155550115' }).data;
  pass(20);

  call('DELETE /v1/phone-numbers/160', undefined, NORTH);

  expect(call(`GET /v1/calls/${call_id}`).status).toBe(404);
});

test('a number that is being provisioned is shown as a placeholder everywhere', async () => {
  const { call } = await openRevDesk();
  const phone_id = call('POST /v1/phone-numbers', { phone_number: '+12125550123' }).data['phone_record_id'];
  call('POST /v1/number-health/sets', { name: 'New', members: [{ phone_id, role: 'PRIMARY' }] });

  const placeholder = { phone_number: `pending:${phone_id}` };

  expect(call(`GET /v1/usage/${phone_id}`).data).toMatchObject(placeholder);
  expect(call('GET /v1/number-health/sets').body).toMatchObject({ data: [{ members: [placeholder] }] });
  expect(call('GET /v1/number-health/numbers').body).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining(placeholder)]),
  });
});

test('two changes at the same instant emit two events', async () => {
  const harness = await openRevDesk();
  subscribe(harness, 'number_updated');

  harness.call('PATCH /v1/phone-numbers/100', { name: 'One' });
  harness.call('PATCH /v1/phone-numbers/100', { name: 'Two' });

  const ids = harness.records('outbox').map(({ body }) => (body as { readonly id: string }).id);
  expect(new Set(ids).size).toBe(2);
});
