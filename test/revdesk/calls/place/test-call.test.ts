import { expect, test } from 'vitest';
import { openRevDesk } from '../../../support/open-revdesk.ts';
import { openWithControl } from '../../open-with-control.ts';

const TEST_CALL = 'POST /v1/phone-numbers/100/test-call';
const MOBILE = { destination_number: '+14155550110' };

test('places a test call and records what the handset showed', async () => {
  const { call } = await openRevDesk();
  const { status, data } = call(TEST_CALL, MOBILE);
  expect([status, data]).toMatchObject([
    202,
    { status: 'QUEUED', from_number: '+14155550100', to_number: '+14155550110' },
  ]);

  const result = call(`PATCH /v1/calls/${data['call_id']}/test-result`, {
    outcome: 'SPAM',
    observed_label: 'Spam Likely',
  });

  expect(result.data).toMatchObject({ outcome: 'SPAM', observed_label: 'Spam Likely', callback_verified: false });
  const { call_id: _id, ...testResult } = result.data;
  expect(call(`GET /v1/calls/${data['call_id']}`).data).toMatchObject({
    source: 'spam_label_test',
    test_result: testResult,
  });
});

test('refuses a test result for any other call', async () => {
  const { call } = await openRevDesk();
  const { call_id } = call('POST /v1/calls', { phoneNumber: '+14155550110' }).data;

  const refused = call(`PATCH /v1/calls/${call_id}/test-result`, { outcome: 'SPAM' });

  expect(refused).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

test.for([
  ['a number of another organization', '150', MOBILE, 404],
  ['an id that is not a decimal number', '0x64', MOBILE, 404],
  ['an inactive number', '102', MOBILE, 403],
  ['a destination outside the US and Canada', '100', { destination_number: '+442079460123' }, 400],
] as const)('refuses to test %s', async ([, id, body, status]) => {
  const { call } = await openRevDesk();

  expect(call(`POST /v1/phone-numbers/${id}/test-call`, body).status).toBe(status);
});

test('an ended call can be evicted, with or without a test result', async () => {
  const { call, control, pass } = await openWithControl();
  const { call_id } = call(TEST_CALL, { destination_number: '+14155550111' }).data;
  pass(5);

  call(`PATCH /v1/calls/${call_id}/test-result`, { outcome: 'NO_CALL' });

  const { records } = control('GET', '/snapshot').body as { readonly records: object };
  expect(records).toMatchObject({ calls: [{ record: { id: call_id }, finished: true }] });
});
