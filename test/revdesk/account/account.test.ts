import { expect, test } from 'vitest';
import { DEMO, NORTH, PRODUCTION, READ_ONLY } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

test('returns the user, organization and scopes of a key, but not the key itself', async () => {
  const { call } = await openRevDesk();

  const { data, body } = call('GET /v1/me');

  expect(data).toMatchObject({ user: { name: 'Robin Sample' }, organization: { slug: 'acme' }, is_demo: false });
  expect(data['scopes']).toEqual(expect.arrayContaining(['voice:webrtc', 'recordings:read']));
  expect(JSON.stringify(body)).not.toContain(PRODUCTION);
});

test('a demo key has an expiry, and a read-only key lacks write scopes', async () => {
  const { call } = await openRevDesk();

  expect(call('GET /v1/me', undefined, DEMO).data).toMatchObject({
    is_demo: true,
    demo_expires_at: expect.any(String),
  });
  expect(call('GET /v1/me', undefined, READ_ONLY).data['scopes']).not.toContain('calls:write');
  expect(call('GET /v1/me', undefined, NORTH).data).toMatchObject({ user: null, organization: { slug: 'acme-north' } });
});

test('counts the resources of the organization', async () => {
  const { call, setRecords } = await openWithControl();
  const footprint = (): unknown => call('GET /v1/account').data['footprint'];
  const none = { enrolled_reputation_numbers: 0, own_brand_enterprise: false };
  expect(footprint()).toEqual({ phone_numbers: 5, ...none });

  const organization = 'org_acme';
  setRecords({ reputation_numbers: [{ id: '1', organization }], enterprises: [{ id: '1', organization }] });

  expect(footprint()).toEqual({ phone_numbers: 5, enrolled_reputation_numbers: 1, own_brand_enterprise: true });
});
