import { expect, test } from 'vitest';
import { EVENT_TYPES } from '../../../revdesk/webhooks/subscription.ts';
import { openControl } from '../../mock/control/open-control.ts';
import { BRAVO } from '../../support/a-request.ts';

const subscription = (event_type: string, webhook_url = 'http://127.0.0.1:9/') => ({
  target: '/v1/webhook_subscriptions',
  body: { webhook_url, event_type },
});

test.for(EVENT_TYPES)('%s can be emitted on demand, and is sent to its subscribers', async (type) => {
  const { control, send, records } = await openControl();
  const { id } = (send(subscription(type)).body as { readonly data: { readonly id: string } }).data;

  const reply = control('POST', '/events', { type, data: { note: 'made up' } });

  expect([reply.status, reply.body]).toEqual([202, { subscriptions: [id] }]);
  expect(records('outbox')).toMatchObject([{ body: { type, data: { note: 'made up' } } }]);
});

test('an event is sent only to its own organization', async () => {
  const { control, send, records } = await openControl();
  send(subscription('call_busy', 'http://127.0.0.1:9/acme'));
  send({ ...subscription('call_busy', 'http://127.0.0.1:9/bravo'), key: BRAVO });

  control('POST', '/events', { type: 'call_busy', organization: 'org_bravo' });

  expect(records('outbox').map(({ url }) => url)).toEqual(['http://127.0.0.1:9/bravo']);
});

test('two identical events have different ids', async () => {
  const { control, send, records } = await openControl();
  send(subscription('call_busy'));

  control('POST', '/events', { type: 'call_busy' });
  control('POST', '/events', { type: 'call_busy' });

  const ids = records('outbox').map(({ body }) => (body as { readonly id: string }).id);
  expect(new Set(ids).size).toBe(2);
});

test('an event without subscribers is not sent', async () => {
  const { control, records } = await openControl();

  expect(control('POST', '/events', { type: 'call_busy' }).body).toEqual({ subscriptions: [] });
  expect(records('outbox')).toEqual([]);
});

test.for([
  [{ type: 'call_lost' }, 400],
  [{ type: 'call_busy', organization: 'org_unknown' }, 404],
] as const)('refuses %o', async ([request, status]) => {
  const { control } = await openControl();

  expect(control('POST', '/events', request).status).toBe(status);
});
