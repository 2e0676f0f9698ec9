import { expect, test } from 'vitest';
import { BRAVO } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const DEFAULTS = { auto_reply_enabled: false, reply_delay_seconds: 30, default_prompt: null };

test('updates the fields that are sent, for the organization of the caller only', async () => {
  const { call } = await openRevDesk();

  const before = call('GET /v1/sms/config').data;
  call('PATCH /v1/sms/config', { default_prompt: 'Offer to call back.' });
  const after = call('PATCH /v1/sms/config', { auto_reply_enabled: true, reply_delay_seconds: 5 }).data;

  expect(before).toEqual(DEFAULTS);
  expect(after).toEqual({ auto_reply_enabled: true, reply_delay_seconds: 5, default_prompt: 'Offer to call back.' });
  expect(call('GET /v1/sms/config').data).toEqual(after);
  expect(call('GET /v1/sms/config', undefined, BRAVO).data).toEqual(DEFAULTS);
});

test('a number uses the settings of the workspace until it has its own', async () => {
  const { call } = await openRevDesk();
  const none = { phone_number_id: 101, auto_reply_enabled: null, reply_delay_seconds: null, default_prompt: null };

  const before = call('GET /v1/phone-numbers/101/sms-config').data;
  const overridden = call('PATCH /v1/phone-numbers/101/sms-config', { default_prompt: 'Ask for a date.' }).data;
  const cleared = call('PATCH /v1/phone-numbers/101/sms-config', { default_prompt: null }).data;

  expect(before).toEqual({ ...none, has_override: false });
  expect(overridden).toEqual({ ...none, has_override: true, default_prompt: 'Ask for a date.' });
  expect(cleared).toEqual(before);
});

test.for(['/v1/sms/config', '/v1/phone-numbers/101/sms-config'])('%s refuses a negative delay', async (path) => {
  const { call } = await openRevDesk();
  const before = call(`GET ${path}`).data;

  const reply = call(`PATCH ${path}`, { reply_delay_seconds: -1 });

  expect(reply).toMatchObject({ status: 400, error: { fields: { reply_delay_seconds: expect.any(String) } } });
  expect(call(`GET ${path}`).data).toEqual(before);
});
