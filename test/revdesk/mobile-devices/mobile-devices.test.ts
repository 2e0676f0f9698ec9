import { expect, test } from 'vitest';
import { SDK_TEST } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const PHONE = {
  installation_id: '0b1c2d3e-4f50-4617-8283-94a5b6c7d8e9',
  expo_push_token: 'ExponentPushToken[example]',
  platform: 'ios',
  environment: 'preview',
  app_version: '1.4.0',
};

test('registering a device again updates it', async () => {
  const { call, pass, records } = await openRevDesk();
  call('PUT /v1/mobile/devices', PHONE);
  pass(60);

  const again = call('PUT /v1/mobile/devices', { ...PHONE, app_version: '1.5.0' });

  expect(again.data).toMatchObject({ app_version: '1.5.0', last_registered_at: '2026-01-01T00:01:00.000Z' });
  expect(records('mobile_devices')).toHaveLength(1);
});

test('a device can be revoked once, and only with the key that registered it', async () => {
  const { call } = await openRevDesk();
  call('PUT /v1/mobile/devices', PHONE);
  const revoke = (key?: string) => call(`DELETE /v1/mobile/devices/${PHONE.installation_id}`, undefined, key).data;

  expect([revoke(SDK_TEST), revoke(), revoke()]).toEqual([{ revoked: false }, { revoked: true }, { revoked: false }]);
});
