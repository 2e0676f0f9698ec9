import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import type { RevDeskHarness } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const subscribe = ({ call }: RevDeskHarness, webhook_url = 'http://127.0.0.1:9/hook', key?: string) =>
  call('POST /v1/webhook_subscriptions', { webhook_url, event_type: 'contact_created' }, key);

test('a subscription has a secret, which is shown only once', async () => {
  const harness = await openRevDesk();

  const { status, data } = subscribe(harness);

  expect(status).toBe(201);
  expect(data).toEqual({
    id: expect.stringMatching(/^whk_[\da-f]{24}$/),
    secret: expect.stringMatching(/^whsec_[\w+/]{32}$/),
  });
  expect(harness.call('GET /v1/webhook_subscriptions').body).toMatchObject({
    data: [{ id: data['id'], active: true }],
  });
  expect(JSON.stringify(harness.call('GET /v1/webhook_subscriptions').body)).not.toContain('whsec_');
});

test('subscriptions are listed newest first, with their total', async () => {
  const harness = await openRevDesk();
  const ids = [subscribe(harness), subscribe(harness)].map(({ data }) => data['id']);

  const { body } = harness.call('GET /v1/webhook_subscriptions');

  expect(body).toMatchObject({ data: [{ id: ids[1] }, { id: ids[0] }], meta: { total_results: 2 } });
});

test('the list is empty without subscriptions', async () => {
  const { call } = await openRevDesk();

  expect(call('GET /v1/webhook_subscriptions')).toMatchObject({ status: 200, body: { data: [] } });
});

test('only its organization and the umbrella can end a subscription', async () => {
  const harness = await openRevDesk();
  const { id } = subscribe(harness, undefined, NORTH).data;

  const statuses = [BRAVO, undefined, NORTH].map(
    (key) => harness.call(`DELETE /v1/webhook_subscriptions/${id}`, undefined, key).status,
  );

  expect(statuses).toEqual([404, 200, 404]);
});

test.for([
  'http://localhost:1/a',
  'http://[::1]:1/a',
  'http://127.0.0.2/a',
  'http://hooks.test/a',
  'https://elsewhere.test/a',
])('accepts %s when hooks.test is allowed', async (url) => {
  const harness = await openRevDesk({ outgoing: { allow: ['Hooks.test'] } });

  expect(subscribe(harness, url).status).toBe(201);
});

test.for([
  ['http://elsewhere.test/a', 'uses http: for elsewhere.test, but http: is allowed for this machine only.'],
  ['http://127.0.0.1.elsewhere.test/', 'uses http: for 127.0.0.1.elsewhere.test'],
  ['https://', 'is "https://", which is not a URL.'],
  ['ftp://127.0.0.1/', 'must match'],
] as const)('refuses %s', async ([url, problem]) => {
  const harness = await openRevDesk();

  const { status, error } = subscribe(harness, url);

  expect([status, error['code']]).toEqual([400, 'validation_error']);
  expect(error['fields']).toEqual({ webhook_url: expect.stringContaining(problem) });
});

test('ending a subscription cancels only its own undelivered events', async () => {
  const harness = await openRevDesk();
  const [one, other] = [subscribe(harness), subscribe(harness)].map(({ data }) => data['id']);
  harness.call('POST /v1/contacts', { phone_number: '+14155550110' });
  expect(harness.records('outbox')).toHaveLength(2);

  harness.call(`DELETE /v1/webhook_subscriptions/${one}`);
  harness.call('POST /v1/contacts', { phone_number: '+14155550111' });

  expect(harness.records('outbox').map(({ headers }) => headers)).toEqual([
    expect.objectContaining({ 'x-revdesk-subscription': other }),
    expect.objectContaining({ 'x-revdesk-subscription': other }),
  ]);
});
