import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import { approveMonitoring, submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const NUMBERS = '/v1/caller-trust/reputation/numbers';
const DAY = 24 * 3600;

const monitor = (...phone_numbers: readonly string[]) => ({ phone_numbers });

test('a monitored number has no scores for a day, and the same ones from then on', async () => {
  const bench = await openRevDesk();
  approveMonitoring(bench);
  bench.call(`POST ${NUMBERS}`, monitor('+14155550100'));
  const read = () => bench.call(`GET ${NUMBERS}/%2B14155550100`).data;

  expect(read()).toMatchObject({ spam_risk: null, maturity_score: null, last_refreshed_at: null });
  bench.pass(DAY);
  const scored = read();
  bench.pass(3 * DAY);

  expect(scored).toMatchObject({ spam_risk: 'LOW', last_refreshed_at: '2026-01-02T00:01:00.000Z' });
  expect(scored['maturity_score']).toBeGreaterThanOrEqual(70);
  expect(read()).toEqual(scored);
});

test('a number is checked again as often as the monitoring says', async () => {
  const bench = await openRevDesk();
  approveMonitoring(bench);
  bench.call(`POST ${NUMBERS}`, monitor('+14155550100'));
  const lastCheck = () => bench.call(`GET ${NUMBERS}/%2B14155550100`).data['last_refreshed_at'];

  bench.pass(9 * DAY);
  expect(lastCheck()).toBe('2026-01-09T00:01:00.000Z');
  bench.call('PATCH /v1/caller-trust/reputation', { check_frequency: 'never' });
  bench.pass(90 * DAY);
  expect(lastCheck()).toBe('2026-01-09T00:01:00.000Z');
});

test('numbers are added once, listed page by page, and taken out again', async () => {
  const bench = await openRevDesk();
  const { call } = bench;
  approveMonitoring(bench);

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
  ['somebody else owns', '+14155550150', 403, 'forbidden'],
  ['nobody owns', '+14155550199', 403, 'forbidden'],
  ['is not active', '+14155550102', 409, 'conflict'],
])('a number that %s is not monitored, and neither are those beside it', async (_, number, status, code) => {
  const bench = await openRevDesk();
  approveMonitoring(bench);

  const refused = bench.call(`POST ${NUMBERS}`, monitor('+14155550100', number));

  expect([refused.status, refused.error['code']]).toEqual([status, code]);
  expect(refused.error['fields']).toEqual({ phone_numbers: expect.stringContaining(number) });
  expect(bench.records('reputation_numbers')).toEqual([]);
});

test('numbers wait until the monitoring is approved, and none is not a number', async () => {
  const bench = await openRevDesk();
  submitEnterprise(bench);

  expect(bench.call(`POST ${NUMBERS}`, monitor('+14155550100')).status).toBe(409);
  bench.call('POST /v1/caller-trust/reputation', {});
  expect(bench.call(`POST ${NUMBERS}`, monitor('+14155550100')).status).toBe(409);
  expect(bench.call(`POST ${NUMBERS}`, monitor())).toMatchObject({ status: 400, error: { code: 'validation_error' } });
});

test('the vendors are asked out of turn once a day for each number, and tell when they can be asked again', async () => {
  const bench = await openRevDesk();
  const fresh = () => bench.call(`GET ${NUMBERS}/%2B14155550100?fresh=true`);

  expect(fresh().data).toMatchObject({
    enterprise_id: null,
    spam_risk: 'LOW',
    last_refreshed_at: '2026-01-01T00:00:00.000Z',
  });
  bench.pass(3600);
  expect(fresh()).toMatchObject({
    status: 429,
    error: { code: 'rate_limited' },
    headers: { 'retry-after': String(23 * 3600) },
  });
  expect(bench.call(`GET ${NUMBERS}/%2B14155550100`).data['spam_risk']).toBe('LOW');
  bench.pass(23 * 3600);
  expect(fresh().status).toBe(200);
});

test('what the vendors said out of turn is stored for a monitored number', async () => {
  const bench = await openRevDesk();
  approveMonitoring(bench);
  bench.call(`POST ${NUMBERS}`, monitor('+14155550101'));

  const fresh = bench.call(`GET ${NUMBERS}/%2B14155550101?fresh=true`).data;

  expect(fresh).toMatchObject({ spam_risk: 'HIGH', spam_category: 'Telemarketing' });
  expect(bench.call(`GET ${NUMBERS}`).body).toMatchObject({ data: [fresh] });
});

test("a sub-entity's number is monitored under the umbrella's enterprise; no other organization sees its scores", async () => {
  const bench = await openRevDesk();
  approveMonitoring(bench);

  expect(bench.call(`POST ${NUMBERS}`, monitor('+14155550160'), NORTH).status).toBe(200);

  const statuses = [NORTH, undefined, BRAVO].map(
    (key) => bench.call(`GET ${NUMBERS}/%2B14155550160`, undefined, key).status,
  );
  expect(statuses).toEqual([200, 200, 404]);
});

test('with the monitoring ends that of its numbers', async () => {
  const bench = await openRevDesk();
  approveMonitoring(bench);
  bench.call(`POST ${NUMBERS}`, monitor('+14155550100'));

  bench.call('DELETE /v1/caller-trust/reputation');

  expect(bench.call(`GET ${NUMBERS}`).body).toMatchObject({ data: [] });
  expect(bench.call(`GET ${NUMBERS}/%2B14155550100`).data['enterprise_id']).toBeNull();
});

test('a number that is released is monitored no longer, whoever buys it next', async () => {
  const bench = await openRevDesk();
  const { call } = bench;
  approveMonitoring(bench);
  const bought = { phone_number: '+12125550123' };
  const id = call('POST /v1/phone-numbers', bought).data['phone_record_id'];
  bench.pass(10);
  call(`POST ${NUMBERS}`, monitor(bought.phone_number));

  call(`DELETE /v1/phone-numbers/${id}`);
  const next = call('POST /v1/phone-numbers', bought, BRAVO).data['phone_record_id'];

  expect(call(`GET ${NUMBERS}`).body).toMatchObject({ data: [] });
  expect(call(`GET /v1/phone-numbers/${next}`, undefined, BRAVO).data['reputation_enrolled_at']).toBeNull();
});
