import { expect, test } from 'vitest';
import { LABELED_AS_SPAM } from '../../../revdesk/reputation/scores.ts';
import { BRAVO } from '../../support/a-request.ts';
import { approveMonitoring } from '../../support/an-enterprise.ts';
import type { RevDeskHarness } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const REMEDIATIONS = '/v1/caller-trust/reputation/remediations';
const NUMBERS = '/v1/caller-trust/reputation/numbers';
const DAY = 24 * 3600;

const openMonitored = async (...phone_numbers: readonly string[]): Promise<RevDeskHarness> => {
  const harness = await openRevDesk();
  approveMonitoring(harness);
  harness.call(`POST ${NUMBERS}`, { phone_numbers });
  harness.pass(DAY);
  return harness;
};

test('a spam label is removed within the hour, and the number is low risk afterwards', async () => {
  const { call, pass } = await openMonitored('+14155550100', LABELED_AS_SPAM);
  const risk = () => call(`GET ${NUMBERS}/${encodeURIComponent(LABELED_AS_SPAM)}`).data['spam_risk'];
  expect(risk()).toBe('HIGH');

  const request = call(`POST ${REMEDIATIONS}`, { phone_numbers: ['+14155550100', LABELED_AS_SPAM] }).data;
  pass(3600);

  expect(request).toMatchObject({ status: 'SUBMITTED', source: 'api', completed_at: null });
  expect(call(`GET ${REMEDIATIONS}/${request['request_id']}`).data).toMatchObject({
    status: 'COMPLETED',
    numbers: [
      { phone_number: '+14155550100', outcome: 'no_label_found', billed_amount_dc: 200 },
      { phone_number: LABELED_AS_SPAM, outcome: 'label_removed', billed_amount_dc: 200 },
    ],
  });
  expect(risk()).toBe('LOW');
});

test('a number can be remediated once in 14 days, and the newest request is listed first', async () => {
  const { call, pass } = await openMonitored('+14155550100');
  const remediate = () => call(`POST ${REMEDIATIONS}`, { phone_numbers: ['+14155550100'] });

  const first = remediate().data['request_id'];
  pass(13 * DAY);
  expect(remediate()).toMatchObject({ status: 409, error: { code: 'conflict' } });
  pass(DAY);
  const second = remediate().data['request_id'];

  expect(call(`GET ${REMEDIATIONS}`).body).toMatchObject({
    data: [
      { request_id: second, numbers_count: 1 },
      { request_id: first, status: 'COMPLETED' },
    ],
  });
});

test('remediates only monitored numbers, and only for an organization that can use them', async () => {
  const { call } = await openMonitored('+14155550100');
  const remediate = (number: string, key?: string) =>
    call(`POST ${REMEDIATIONS}`, { phone_numbers: [number] }, key).status;

  expect([remediate(LABELED_AS_SPAM), remediate('+14155550100', BRAVO)]).toEqual([409, 409]);
  expect(call(`GET ${REMEDIATIONS}/rem_none`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
});
