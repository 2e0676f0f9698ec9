import { expect, test } from 'vitest';
import { BRAVO, issueBody, NORTH } from '../../support/a-request.ts';
import { openWithControl } from '../open-with-control.ts';

const dial = (to: string, from = '+14155550100'): object => ({ from_number: from, to_number: to });

test('counts the calls of the month, and rounds minutes up', async () => {
  const { call, pass } = await openWithControl();
  call('POST /v1/webrtc-token', issueBody());
  const { call_id } = call('POST /v1/calls/dial', dial('+14155550110')).data;
  call('POST /v1/calls/dial', dial('+14155550111', '+14155550101'));
  pass(2 + 61);
  call(`POST /v1/calls/${call_id}/hangup`);

  expect(call('GET /v1/usage').data).toMatchObject({
    period_start: '2026-01-01T00:00:00.000Z',
    period_end: '2026-01-31T23:59:59.999Z',
    calls_placed: 2,
    minutes_used: 2,
  });
  expect(call('GET /v1/usage/100').data).toMatchObject({
    phone_number: '+14155550100',
    calls_placed: 1,
    minutes_used: 2,
    duration_seconds: 61,
    calls_by_status: { COMPLETED: 1 },
  });
  expect(call('GET /v1/usage/101').data).toMatchObject({ minutes_used: 0, calls_by_status: { FAILED: 1 } });
});

test('starts over each month', async () => {
  const { call, pass } = await openWithControl();
  call('POST /v1/calls/dial', dial('+14155550115'));

  pass(31 * 86_400);

  expect(call('GET /v1/usage').data).toMatchObject({ period_start: '2026-02-01T00:00:00.000Z', calls_placed: 0 });
});

test('an umbrella sees the usage of its sub-entity, and other organizations do not', async () => {
  const { call } = await openWithControl();
  call('POST /v1/calls/dial', dial('+14155550110', '+14155550160'), NORTH);

  const placed = [undefined, NORTH, BRAVO].map((key) => call('GET /v1/usage', undefined, key).data['calls_placed']);

  expect(placed).toEqual([1, 1, 0]);
  expect(call('GET /v1/usage/160', undefined, BRAVO).status).toBe(404);
});

test('shows the spam risk distribution of the active numbers', async () => {
  const { call, setRecords } = await openWithControl();
  const scored = (phone_number: string, spam_risk: string | null): object => ({
    id: phone_number,
    phone_number,
    spam_risk,
  });
  setRecords({ reputation_numbers: [scored('+14155550100', 'HIGH'), scored('+14155550101', null)] });

  expect(call('GET /v1/usage').data).toMatchObject({
    phone_numbers_active: 4,
    spam_risk_distribution: { low: 0, medium: 0, high: 1, unknown: 3 },
  });
});
