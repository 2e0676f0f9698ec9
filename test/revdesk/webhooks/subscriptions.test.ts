import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import type { RevDeskBench } from '../../support/open-revdesk.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const subscribe = ({ call }: RevDeskBench, webhook_url = 'http://127.0.0.1:9/hook', key?: string) =>
  call('POST /v1/webhook_subscriptions', { webhook_url, event_type: 'contact_created' }, key);

test('a subscription has a secret, which is shown this once', async () => {
  const bench = await openRevDesk();

  const { status, data } = subscribe(bench);

  expect(status).toBe(201);
  expect(data).toEqual({
    id: expect.stringMatching(/^whk_[\da-f]{24}$/),
    secret: expect.stringMatching(/^whsec_[\w+/]{32}$/),
  });
  expect(bench.call('GET /v1/webhook_subscriptions').body).toMatchObject({ data: [{ id: data['id'], active: true }] });
  expect(JSON.stringify(bench.call('GET /v1/webhook_subscriptions').body)).not.toContain('whsec_');
});

test('subscriptions are listed newest first, with their total', async () => {
  const bench = await openRevDesk();
  const ids = [subscribe(bench), subscribe(bench)].map(({ data }) => data['id']);

  const { body } = bench.call('GET /v1/webhook_subscriptions');

  expect(body).toMatchObject({ data: [{ id: ids[1] }, { id: ids[0] }], meta: { total_results: 2 } });
});

test('without any, the list is empty', async () => {
  const { call } = await openRevDesk();

  expect(call('GET /v1/webhook_subscriptions')).toMatchObject({ status: 200, body: { data: [] } });
});

test('nobody but its organization, and the umbrella, ends a subscription', async () => {
  const bench = await openRevDesk();
  const { id } = subscribe(bench, undefined, NORTH).data;

  const statuses = [BRAVO, undefined, NORTH].map(
    (key) => bench.call(`DELETE /v1/webhook_subscriptions/${id}`, undefined, key).status,
  );

  expect(statuses).toEqual([404, 200, 404]);
});

test.for([
  'http://localhost:1/a',
  'http://[::1]:1/a',
  'http://127.0.0.2/a',
  'http://hooks.test/a',
  'https://elsewhere.test/a',
])('takes %s where hooks.test is allowed', async (url) => {
  const bench = await openRevDesk({ outgoing: { allow: ['Hooks.test'] } });

  expect(subscribe(bench, url).status).toBe(201);
});

test.for([
  ['http://elsewhere.test/a', 'leads to elsewhere.test by http:, which goes to this machine only.'],
  ['http://127.0.0.1.elsewhere.test/', 'leads to 127.0.0.1.elsewhere.test by http:'],
  ['https://', 'is "https://", which is no URL.'],
  ['ftp://127.0.0.1/', 'must match'],
] as const)('refuses %s', async ([url, problem]) => {
  const bench = await openRevDesk();

  const { status, error } = subscribe(bench, url);

  expect([status, error['code']]).toEqual([400, 'validation_error']);
  expect(error['fields']).toEqual({ webhook_url: expect.stringContaining(problem) });
});

test('an ended subscription takes along what it has not delivered yet, and nothing else', async () => {
  const bench = await openRevDesk();
  const [one, other] = [subscribe(bench), subscribe(bench)].map(({ data }) => data['id']);
  bench.call('POST /v1/contacts', { phone_number: '+14155550110' });
  expect(bench.records('outbox')).toHaveLength(2);

  bench.call(`DELETE /v1/webhook_subscriptions/${one}`);
  bench.call('POST /v1/contacts', { phone_number: '+14155550111' });

  expect(bench.records('outbox').map(({ headers }) => headers)).toEqual([
    expect.objectContaining({ 'x-revdesk-subscription': other }),
    expect.objectContaining({ 'x-revdesk-subscription': other }),
  ]);
});
