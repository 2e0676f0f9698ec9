import { expect, test } from 'vitest';
import { BRAVO, NORTH, PRODUCTION } from '../../support/a-request.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';
import { openWithControl } from '../open-with-control.ts';

test('posting a known phone number again updates its contact', async () => {
  const { call } = await openRevDesk();

  const created = call('POST /v1/contacts', { phone_number: '+14155550110', name: 'Alex' });
  const again = call('POST /v1/contacts', { phone_number: '+14155550110', email: 'alex@customer.example' });

  expect([created.status, created.data]).toMatchObject([201, { created: true, name: 'Alex' }]);
  expect([again.status, again.data]).toMatchObject([200, { created: false, name: 'Alex', id: created.data['id'] }]);
});

test('lists, reads, updates and deletes a contact', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/contacts', { phone_number: '+14155550110', email: 'a@customer.example' }).data;

  expect(call('GET /v1/contacts').body).toMatchObject({ data: [{ id }], meta: { total_results: 1, page_size: 50 } });
  expect(call(`PATCH /v1/contacts/${id}`, { email: null }).data).toMatchObject({ email: null });
  expect(call(`DELETE /v1/contacts/${id}`).data).toEqual({ id, deleted: true });
  expect(call(`GET /v1/contacts/${id}`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
});

test('an umbrella can read the contacts of its sub-entity, and other organizations cannot', async () => {
  const { call } = await openRevDesk();
  const { id } = call('POST /v1/contacts', { phone_number: '+14155550110' }, NORTH).data;

  const statuses = [NORTH, PRODUCTION, BRAVO].map((key) => call(`GET /v1/contacts/${id}`, undefined, key).status);

  expect(statuses).toEqual([200, 200, 404]);
});

test('an umbrella texts its own contact and gets replies from it, even if a sub-entity has the same number', async () => {
  const { call, control } = await openWithControl();
  call('POST /v1/contacts', { phone_number: '+14155550110', name: 'Alex' }, NORTH);

  const sent = call('POST /v1/messages', { phone_number: '+14155550110', message: 'Hello', name: 'Sam' }).data;
  const reply = control('POST', '/messages', { from: '+14155550110', to: '+14155550100', message: 'Hi' }).body;

  expect(call(`GET /v1/messages/${sent['message_id']}`).data).toMatchObject({ contact_name: 'Sam' });
  expect(reply).toMatchObject({ contact_name: 'Sam', contact_token: sent['contact_token'] });
  expect(call('GET /v1/contacts', undefined, NORTH).body).toMatchObject({ data: [{ name: 'Alex' }] });
});
