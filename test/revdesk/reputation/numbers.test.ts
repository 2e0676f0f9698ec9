import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import { approveMonitoring, submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const NUMBERS = '/v1/caller-trust/reputation/numbers';
const DAY = 24 * 3600;

const monitor = (...phone_numbers: readonly string[]) => ({ phone_numbers });

test('a monitored number has no scores for a day, and unchanging ones afterwards', async () => {
  const harness = await openRevDesk();
  approveMonitoring(harness);
  harness.call(`POST ${NUMBERS}`, monitor('+14155550100'));
  const read = () => harness.call(`GET ${NUMBERS}/%2B14155550100`).data;

  expect(read()).toMatchObject({ spam_risk: null, maturity_score: null, last_refreshed_at: null });
  harness.pass(DAY);
  const scored = read();
  harness.pass(3 * DAY);

  expect(scored).toMatchObject({ spam_risk: 'LOW', last_refreshed_at: '2026-01-02T00:01:00.000Z' });
  expect(scored['maturity_score']).toBeGreaterThanOrEqual(70);
  expect(read()).toEqual(scored);
});

test('a number is checked at the frequency of the monitoring', async () => {
  const harness = await openRevDesk();
  approveMonitoring(harness);
  harness.call(`POST ${NUMBERS}`, monitor('+14155550100'));
  const lastCheck = () => harness.call(`GET ${NUMBERS}/%2B14155550100`).data['last_refreshed_at'];

  harness.pass(9 * DAY);
  expect(lastCheck()).toBe('2026-01-09T00:01:00.000Z');
  harness.call('PATCH /v1/caller-trust/reputation', { check_frequency: 'never' });
  harness.pass(90 * DAY);
  expect(lastCheck()).toBe('2026-01-09T00:01:00.000Z');
});

test('enrolls numbers once, lists them page by page, and removes them', async () => {
  const harness = await openRevDesk();
  const { call } = harness;
  approveMonitoring(harness);

  expect(call(`POST ${NUMBERS}`, monitor('+14155550100')).data['enrolled']).toBe(1);
  expect(call(`POST ${NUMBERS}`, monitor('+14155550100', '+14155550101')).data['enrolled']).toBe(1);
  const { meta } = call(`GET ${NUMBERS}?limit=1`).body as { meta: { cursor: string } };
  expect(call(`GET ${NUMBERS}?limit=1&cursor=${meta.cursor}`).body).toMatchObject({
    data: [{ phone_number: '+14155550101' }],
    meta: { page_size: 1 },
  });
  expect(call(`DELETE ${NUMBERS}/%2B14155550100`).data).toEqual({ phone_number: '+14155550100', disenrolled: true });
  expect(call(`DELETE ${NUMBERS}/%2B14155550100`).status).toBe(404);
});

test.each([
  ['another organization owns', '+14155550150', 403, 'forbidden'],
  ['no organization owns', '+14155550199', 403, 'forbidden'],
  ['is not active', '+14155550102', 409, 'conflict'],
])('refuses to monitor a number that %s, and the numbers sent with it', async (_, number, status, code) => {
  const harness = await openRevDesk();
  approveMonitoring(harness);

  const refused = harness.call(`POST ${NUMBERS}`, monitor('+14155550100', number));

  expect([refused.status, refused.error['code']]).toEqual([status, code]);
  expect(refused.error['fields']).toEqual({ phone_numbers: expect.stringContaining(number) });
  expect(harness.records('reputation_numbers')).toEqual([]);
});

test('refuses numbers before the monitoring is approved, and an empty list', async () => {
  const harness = await openRevDesk();
  submitEnterprise(harness);

  expect(harness.call(`POST ${NUMBERS}`, monitor('+14155550100')).status).toBe(409);
  harness.call('POST /v1/caller-trust/reputation', {});
  expect(harness.call(`POST ${NUMBERS}`, monitor('+14155550100')).status).toBe(409);
  expect(harness.call(`POST ${NUMBERS}`, monitor())).toMatchObject({
    status: 400,
    error: { code: 'validation_error' },
  });
});

test('a number can be refreshed once a day, and the refusal says when it can be refreshed again', async () => {
  const harness = await openRevDesk();
  const fresh = () => harness.call(`GET ${NUMBERS}/%2B14155550100?fresh=true`);

  expect(fresh().data).toMatchObject({
    enterprise_id: null,
    spam_risk: 'LOW',
    last_refreshed_at: '2026-01-01T00:00:00.000Z',
  });
  harness.pass(3600);
  expect(fresh()).toMatchObject({
    status: 429,
    error: { code: 'rate_limited' },
    headers: { 'retry-after': String(23 * 3600) },
  });
  expect(harness.call(`GET ${NUMBERS}/%2B14155550100`).data['spam_risk']).toBe('LOW');
  harness.pass(23 * 3600);
  expect(fresh().status).toBe(200);
});

test('a refresh is stored for a monitored number', async () => {
  const harness = await openRevDesk();
  approveMonitoring(harness);
  harness.call(`POST ${NUMBERS}`, monitor('+14155550101'));

  const fresh = harness.call(`GET ${NUMBERS}/%2B14155550101?fresh=true`).data;

  expect(fresh).toMatchObject({ spam_risk: 'HIGH', spam_category: 'Telemarketing' });
  expect(harness.call(`GET ${NUMBERS}`).body).toMatchObject({ data: [fresh] });
});

test("a sub-entity's number is monitored under the umbrella's enterprise; no other organization sees its scores", async () => {
  const harness = await openRevDesk();
  approveMonitoring(harness);

  expect(harness.call(`POST ${NUMBERS}`, monitor('+14155550160'), NORTH).status).toBe(200);

  const statuses = [NORTH, undefined, BRAVO].map(
    (key) => harness.call(`GET ${NUMBERS}/%2B14155550160`, undefined, key).status,
  );
  expect(statuses).toEqual([200, 200, 404]);
});

test('disabling the monitoring removes its numbers', async () => {
  const harness = await openRevDesk();
  approveMonitoring(harness);
  harness.call(`POST ${NUMBERS}`, monitor('+14155550100'));

  harness.call('DELETE /v1/caller-trust/reputation');

  expect(harness.call(`GET ${NUMBERS}`).body).toMatchObject({ data: [] });
  expect(harness.call(`GET ${NUMBERS}/%2B14155550100`).data['enterprise_id']).toBeNull();
});

test('a released number is no longer monitored, even if another organization buys it', async () => {
  const harness = await openRevDesk();
  const { call } = harness;
  approveMonitoring(harness);
  const bought = { phone_number: '+12125550123' };
  const id = call('POST /v1/phone-numbers', bought).data['phone_record_id'];
  harness.pass(10);
  call(`POST ${NUMBERS}`, monitor(bought.phone_number));

  call(`DELETE /v1/phone-numbers/${id}`);
  const next = call('POST /v1/phone-numbers', bought, BRAVO).data['phone_record_id'];

  expect(call(`GET ${NUMBERS}`).body).toMatchObject({ data: [] });
  expect(call(`GET /v1/phone-numbers/${next}`, undefined, BRAVO).data['reputation_enrolled_at']).toBeNull();
});
