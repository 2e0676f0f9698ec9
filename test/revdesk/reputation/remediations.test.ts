import { expect, test } from 'vitest';
import { LABELLED_AS_SPAM } from '../../../revdesk/reputation/scores.ts';
import { BRAVO } from '../../support/a-request.ts';
import { approveMonitoring } from '../../support/an-enterprise.ts';
import type { RevDeskBench } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const REMEDIATIONS = '/v1/caller-trust/reputation/remediations';
const NUMBERS = '/v1/caller-trust/reputation/numbers';
const DAY = 24 * 3600;

const openMonitored = async (...phone_numbers: readonly string[]): Promise<RevDeskBench> => {
  const bench = await openRevDesk();
  approveMonitoring(bench);
  bench.call(`POST ${NUMBERS}`, { phone_numbers });
  bench.pass(DAY);
  return bench;
};

test('a spam label is taken off within the hour, and the number is low risk from then on', async () => {
  const { call, pass } = await openMonitored('+14155550100', LABELLED_AS_SPAM);
  const risk = () => call(`GET ${NUMBERS}/${encodeURIComponent(LABELLED_AS_SPAM)}`).data['spam_risk'];
  expect(risk()).toBe('HIGH');

  const asked = call(`POST ${REMEDIATIONS}`, { phone_numbers: ['+14155550100', LABELLED_AS_SPAM] }).data;
  pass(3600);

  expect(asked).toMatchObject({ status: 'SUBMITTED', source: 'api', completed_at: null });
  expect(call(`GET ${REMEDIATIONS}/${asked['request_id']}`).data).toMatchObject({
    status: 'COMPLETED',
    numbers: [
      { phone_number: '+14155550100', outcome: 'no_label_found', billed_amount_dc: 200 },
      { phone_number: LABELLED_AS_SPAM, outcome: 'label_removed', billed_amount_dc: 200 },
    ],
  });
  expect(risk()).toBe('LOW');
});

test('a number is remediated once in 14 days, and the newest request is listed first', async () => {
  const { call, pass } = await openMonitored('+14155550100');
  const ask = () => call(`POST ${REMEDIATIONS}`, { phone_numbers: ['+14155550100'] });

  const first = ask().data['request_id'];
  pass(13 * DAY);
  expect(ask()).toMatchObject({ status: 409, error: { code: 'conflict' } });
  pass(DAY);
  const second = ask().data['request_id'];

  expect(call(`GET ${REMEDIATIONS}`).body).toMatchObject({
    data: [
      { request_id: second, numbers_count: 1 },
      { request_id: first, status: 'COMPLETED' },
    ],
  });
});

test('only monitored numbers are remediated, and each only for who may use it', async () => {
  const { call } = await openMonitored('+14155550100');
  const ask = (number: string, key?: string) => call(`POST ${REMEDIATIONS}`, { phone_numbers: [number] }, key).status;

  expect([ask(LABELLED_AS_SPAM), ask('+14155550100', BRAVO)]).toEqual([409, 409]);
  expect(call(`GET ${REMEDIATIONS}/rem_none`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
});
