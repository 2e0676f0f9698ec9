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

test('a number shows whose it is, and whether it is in service', async () => {
  const { call } = await openRevDesk();

  expect(call('GET /v1/phone-numbers/102').data).toMatchObject({
    phone_number: '+14155550102',
    organization_id: '00000000-0000-8000-8000-00000000ac3e',
    is_active: false,
    iso_country: 'US',
  });
});

test.for(['150', '999', '1e2', '%2B14155550100'])('a number is known by its id, and not by %s', async (id) => {
  const { call } = await openRevDesk();

  expect(call(`GET /v1/phone-numbers/${id}`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
});

test('only what is sent of a number changes', async () => {
  const { call } = await openRevDesk();

  call('PATCH /v1/phone-numbers/101', { recording_enabled: true });
  const changed = call('PATCH /v1/phone-numbers/101', { name: 'Support' });

  expect(changed.data).toMatchObject({ id: 101, name: 'Support', recording_enabled: true, agent_id: null });
  expect(call('GET /v1/phone-numbers/101').data).toMatchObject({ name: 'Support' });
});

test('a display name is pending until carriers are asked a minute later', async () => {
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

test('a display name can be switched off, and taken away', async () => {
  const { call } = await openRevDesk();

  call('PATCH /v1/phone-numbers/100', { cnam_enabled: false });
  const off = call('GET /v1/phone-numbers/100/cnam-status').data;
  const away = call('PATCH /v1/phone-numbers/100', { cnam_display_name: '' }).data;

  expect(off).toMatchObject({ cnam_display_name: 'ACME', live_status: 'inactive', live_enabled: false });
  expect(away).toMatchObject({ cnam_display_name: null, cnam_status: 'NONE' });
});

test.for(['+18005550123', '+14165550123', '+442079460012'])(
  'no display name is for %s, which is no US local number',
  async (number) => {
    const { call, control } = await openWithControl();
    const { phone_id } = bodyOf(control('POST', '/numbers', { e164: number }));

    const { status, error } = call(`PATCH /v1/phone-numbers/${phone_id}`, { cnam_display_name: 'ACME' });

    expect(status).toBe(400);
    expect(error).toMatchObject({ fields: { cnam_display_name: expect.stringContaining(number) } });
  },
);

test('a number that is being provisioned takes no display name yet', async () => {
  const { call } = await openRevDesk();
  const id = call('POST /v1/phone-numbers', { area_code: '212' }).data['phone_record_id'];

  expect(call(`PATCH /v1/phone-numbers/${id}`, { cnam_display_name: 'ACME' }).status).toBe(409);
});

test('a number is answered by no agent that there is not', async () => {
  const { call } = await openRevDesk();

  const reply = call('PATCH /v1/phone-numbers/101', { agent_id: '3f2b8c1e-6d4a-4f0b-9c7e-5a1d2e3f4b60' });

  expect(reply).toMatchObject({ status: 404, error: { fields: { agent_id: expect.any(String) } } });
});

test('the calls of a number go with it', async () => {
  const { call, control } = await openWithControl();
  const body = { from_number: '+14155550100', to_number: '+14155550110' };
  const [over, open] = [call('POST /v1/webrtc-token', body), call('POST /v1/webrtc-token', body)];
  control('POST', `/calls/${over.data['call_id']}/hangup`);

  call('DELETE /v1/phone-numbers/100');

  expect(control('GET', '/calls').body).toMatchObject({ calls: [{ call_id: open.data['call_id'] }] });
});

test('a read-only key may look, and may not buy', async () => {
  const { call } = await openRevDesk();

  expect(call('GET /v1/phone-numbers/search', undefined, READ_ONLY).status).toBe(200);
  expect(call('POST /v1/phone-numbers', { area_code: '212' }, READ_ONLY).status).toBe(403);
});

test('a number that the tester puts into service while it is provisioned is in service', async () => {
  const { call, control, pass } = await openWithControl();
  const id = call('POST /v1/phone-numbers', { phone_number: '+12125550123' }).data['phone_record_id'];

  control('POST', '/numbers', { e164: '+12125550123', active: true });
  const early = call(`GET /v1/phone-numbers/${id}`).data;
  control('POST', '/numbers', { e164: '+12125550123', active: false });
  pass(10);

  expect(early).toMatchObject({ phone_number: '+12125550123', is_active: true });
  expect(call(`GET /v1/phone-numbers/${id}`).data).toMatchObject({ is_active: false });
});

test("what an umbrella called from a sub-entity's number goes with the number", async () => {
  const { call, pass } = await openRevDesk();
  const { call_id } = call('POST /v1/calls/dial', { from_number: '+14155550160', to_number: '+14155550115' }).data;
  pass(20);

  call('DELETE /v1/phone-numbers/160', undefined, NORTH);

  expect(call(`GET /v1/calls/${call_id}`).status).toBe(404);
});

test('a number that is being provisioned is a placeholder wherever it is shown', async () => {
  const { call } = await openRevDesk();
  const phone_id = call('POST /v1/phone-numbers', { phone_number: '+12125550123' }).data['phone_record_id'];
  call('POST /v1/number-health/sets', { name: 'New', members: [{ phone_id, role: 'PRIMARY' }] });

  const shown = { phone_number: `pending:${phone_id}` };

  expect(call(`GET /v1/usage/${phone_id}`).data).toMatchObject(shown);
  expect(call('GET /v1/number-health/sets').body).toMatchObject({ data: [{ members: [shown] }] });
  expect(call('GET /v1/number-health/numbers').body).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining(shown)]),
  });
});

test('two changes at one instant are two events', async () => {
  const bench = await openRevDesk();
  subscribe(bench, 'number_updated');

  bench.call('PATCH /v1/phone-numbers/100', { name: 'One' });
  bench.call('PATCH /v1/phone-numbers/100', { name: 'Two' });

  const ids = bench.records('outbox').map(({ body }) => (body as { readonly id: string }).id);
  expect(new Set(ids).size).toBe(2);
});
