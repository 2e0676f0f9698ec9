import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openNumberHealth } from './open-number-health.ts';

const primary = (phone_id: number) => ({ phone_id, role: 'PRIMARY' });
const alternate = (phone_id: number) => ({ phone_id, role: 'ALTERNATE' });
const TO = { destination_number: '+14155550110' };

test('creates a set with members, and lists it with them', async () => {
  const { call } = await openRevDesk();

  const { status, data } = call('POST /v1/number-health/sets', { name: 'Reminders', members: [primary(100)] });

  expect(status).toBe(201);
  expect(call('GET /v1/number-health/sets').body).toMatchObject({
    data: [{ id: data['id'], status: 'ACTIVE', members: [{ phone_number: '+14155550100', state: 'ACTIVE' }] }],
    meta: { total_results: 1 },
  });
  expect(call('GET /v1/number-health/numbers?number_set_id=' + data['id']).data).toMatchObject([{ id: 100 }]);
});

test('replaces or adds members by phone id, and keeps the others', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/number-health/sets', { name: 'S', members: [primary(100), alternate(101)] }).data;
  const standby = { ...alternate(101), state: 'STANDBY', outbound_enabled: true };

  call(`PATCH /v1/number-health/sets/${id}`, { name: 'T', members: [standby, { ...standby, phone_id: 103 }] });

  expect(call('GET /v1/number-health/sets').data).toMatchObject([
    {
      name: 'T',
      members: [{ phone_id: 100, state: 'ACTIVE' }, { phone_id: 101, state: 'STANDBY' }, { phone_id: 103 }],
    },
  ]);
});

test('a number is in one set at a time', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/number-health/sets', { name: 'One', members: [primary(100)] }).data;
  const other = () => call('POST /v1/number-health/sets', { name: 'Two', members: [primary(100)] }).status;

  expect(other()).toBe(409);
  call(`PATCH /v1/number-health/sets/${id}`, { status: 'ARCHIVED' });
  expect(other()).toBe(201);
  expect(call(`PATCH /v1/number-health/sets/${id}`, { status: 'ACTIVE' }).status).toBe(409);
});

test.for([
  ['of another organization', [primary(150)], 403],
  ['that no organization owns', [primary(999)], 403],
  ['that is named twice', [primary(100), alternate(100)], 400],
] as const)('a number %s cannot be a member', async ([, members, status]) => {
  const { call } = await openRevDesk();

  const refused = call('POST /v1/number-health/sets', { name: 'S', members });

  expect(refused.status).toBe(status);
  expect(refused.error['fields']).toHaveProperty('members');
});

test("a sub-entity can read its umbrella's sets, but use and change only its own", async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/number-health/sets', { name: 'S', members: [primary(100)] }).data;

  expect(call('GET /v1/number-health/sets', undefined, NORTH).data).toMatchObject([{ id }]);
  expect(call('GET /v1/number-health/sets', undefined, BRAVO).data).toEqual([]);
  expect(call(`PATCH /v1/number-health/sets/${id}`, { name: 'T' }, NORTH).status).toBe(404);
  expect(call(`POST /v1/number-health/sets/${id}/resolve`, TO, NORTH).status).toBe(404);
});

test('a set uses its first primary number, and includes the identification guidance', async () => {
  const { call } = await openRevDesk();
  const members = [alternate(100), primary(101)];
  const { id } = call('POST /v1/number-health/sets', { name: 'S', members }).data;
  call(`PATCH /v1/number-health/sets/${id}`, { identification_guidance: 'Say who calls.' });

  expect(call(`POST /v1/number-health/sets/${id}/resolve`, TO).data).toEqual({
    number_set_id: id,
    phone_id: 101,
    from_number: '+14155550101',
    evidence_state: 'NEEDS_DATA',
    health_warning: null,
    identification_guidance: 'Say who calls.',
    selection_source: 'number_set_sticky_health',
  });
});

test('a set keeps using the same number for a destination', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/number-health/sets', { name: 'S', members: [alternate(100)] }).data;
  const resolve = (destination_number: string) =>
    call(`POST /v1/number-health/sets/${id}/resolve`, { destination_number }).data['phone_id'];
  resolve('+14155550110');

  call(`PATCH /v1/number-health/sets/${id}`, {
    members: [{ ...primary(101), state: 'ACTIVE', outbound_enabled: true }],
  });

  expect([resolve('+14155550110'), resolve('+14155550111')]).toEqual([100, 101]);
});

test('a set avoids a flagged number, and uses it with a warning if there is no other', async () => {
  const { call, session, test: observe } = await openNumberHealth();
  const { id } = call('POST /v1/number-health/sets', { name: 'S', members: [primary(100), alternate(101)] }).data;
  const resolve = () => call(`POST /v1/number-health/sets/${id}/resolve`, TO).data;
  expect(resolve()).toMatchObject({ phone_id: 100 });

  observe(session(), 'SPAM');

  expect(resolve()).toMatchObject({ phone_id: 101, evidence_state: 'NEEDS_DATA' });
  call(`PATCH /v1/number-health/sets/${id}`, {
    members: [{ ...alternate(101), state: 'RETIRED', outbound_enabled: false }],
  });
  expect(resolve()).toMatchObject({ phone_id: 100, health_warning: 'The last test calls showed SPAM.' });
});

test.for([
  ['is not in service', [primary(102)]],
  ['is not verified', [primary(103)]],
  ['is on standby', [{ ...primary(100), state: 'STANDBY' }]],
  ['is disabled for outbound calls', [{ ...primary(100), outbound_enabled: false }]],
  ['is missing', []],
] as const)('refuses to resolve a set whose number %s', async ([, members]) => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/number-health/sets', { name: 'S', members }).data;

  expect(call(`POST /v1/number-health/sets/${id}/resolve`, TO)).toMatchObject({
    status: 409,
    error: { code: 'conflict' },
  });
});

test('refuses to resolve an archived set or an unknown set', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/number-health/sets', { name: 'S', members: [primary(100)] }).data;
  call(`PATCH /v1/number-health/sets/${id}`, { status: 'ARCHIVED' });

  expect(call(`POST /v1/number-health/sets/${id}/resolve`, TO).status).toBe(409);
  expect(call('POST /v1/number-health/sets/set_none/resolve', TO).status).toBe(404);
});
