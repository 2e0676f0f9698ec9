import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { bodyOf, openWithControl } from '../open-with-control.ts';

test('creates, lists, reads and renames a sub-entity', async () => {
  const { call } = await openRevDesk();

  const { status, data } = call('POST /v1/sub-entities', { name: 'Acme Süd' });

  expect([status, data]).toMatchObject([201, { slug: 'acme-sud', hipaa_enabled: false, phone_number_count: 0 }]);
  expect(call('GET /v1/sub-entities').data).toMatchObject([{ name: 'Acme North', phone_number_count: 1 }, data]);
  expect(call(`PATCH /v1/sub-entities/${data['id']}`, { name: 'Acme South' }).data).toMatchObject({ slug: 'acme-sud' });
  expect(call(`GET /v1/sub-entities/${data['id']}`).data).toMatchObject({ name: 'Acme South' });
});

test('lists sub-entities page by page', async () => {
  const { call } = await openRevDesk();
  call('POST /v1/sub-entities', { name: 'South' });

  const first = call('GET /v1/sub-entities?limit=1').body as { meta: { cursor: string } };
  const second = call(`GET /v1/sub-entities?limit=1&cursor=${first.meta.cursor}`).body;

  expect([first, second]).toMatchObject([{ data: [{ name: 'Acme North' }] }, { data: [{ name: 'South' }] }]);
  expect(second).toHaveProperty('meta', { page_size: 1 });
});

test('a new sub-entity can use a key that the tester created', async () => {
  const { call, control } = await openWithControl();
  const organization = call('POST /v1/sub-entities', { name: 'South' }).data['id'];
  const key = String(bodyOf(control('POST', '/keys', { organization }))['key']);

  const { id } = call('POST /v1/contacts', { phone_number: '+14155550110' }, key).data;

  expect(key).toMatch(/^revdesk_[0-9a-f]{32}$/);
  expect([undefined, NORTH, BRAVO].map((each) => call(`GET /v1/contacts/${id}`, undefined, each).status)).toEqual([
    200, 404, 404,
  ]);
});

test('creates a key for an existing organization, optionally with scopes', async () => {
  const { call, control } = await openWithControl();
  const { key } = bodyOf(control('POST', '/keys', { organization: 'org_bravo', scopes: ['contacts:read'] }));

  expect(call('GET /v1/contacts', undefined, String(key)).status).toBe(200);
  expect(call('GET /v1/sub-entities', undefined, String(key)).status).toBe(403);
  expect(control('POST', '/keys', { organization: 'org_unknown' }).status).toBe(404);
});

test('only an umbrella can have sub-entities', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/sub-entities', { name: 'South' }).data;

  expect(call('POST /v1/sub-entities', { name: 'Far North' }, NORTH)).toMatchObject({
    status: 403,
    error: { code: 'forbidden' },
  });
  expect(call('GET /v1/sub-entities', undefined, NORTH).data).toEqual([]);
  expect(call(`GET /v1/sub-entities/${id}`, undefined, BRAVO).status).toBe(404);
});

test.for([{ name: 'Acme North' }, { name: 'North', slug: 'Bravo' }])(
  'a slug must be unique: refuses %j',
  async (body) => {
    const { call } = await openRevDesk();

    const refused = call('POST /v1/sub-entities', body);

    expect(refused.status).toBe(409);
    expect(refused.error['fields']).toHaveProperty('slug');
  },
);

test('a name that cannot be turned into a slug gets none', async () => {
  const { call } = await openRevDesk();

  expect(call('POST /v1/sub-entities', { name: '東京' }).data).toMatchObject({ slug: null });
});

test('changing hipaa_enabled requires its own scope', async () => {
  const { call, control } = await openWithControl();
  const { key } = bodyOf(control('POST', '/keys', { organization: 'org_acme', scopes: ['sub_entities:write'] }));
  const { id } = call('POST /v1/sub-entities', { name: 'South' }).data;

  const refused = call(`PATCH /v1/sub-entities/${id}`, { hipaa_enabled: true }, String(key));

  expect(refused).toMatchObject({ status: 403, error: { code: 'insufficient_scope' } });
  expect(refused.headers['www-authenticate']).toContain('scope="compliance:write"');
  expect(call(`PATCH /v1/sub-entities/${id}`, { hipaa_enabled: true }).data).toMatchObject({ hipaa_enabled: true });
});

test('a sub-entity cannot disable HIPAA while its umbrella has it enabled', async () => {
  const { call, control } = await openWithControl();
  control('PUT', '/organizations/org_acme/hipaa', { enabled: true });
  const { id, hipaa_enabled } = call('POST /v1/sub-entities', { name: 'South' }).data;
  const disable = () => call(`PATCH /v1/sub-entities/${id}`, { hipaa_enabled: false }).status;

  expect(hipaa_enabled).toBe(true);
  expect(disable()).toBe(409);
  control('PUT', '/organizations/org_acme/hipaa', { enabled: false });
  expect(disable()).toBe(200);
});
