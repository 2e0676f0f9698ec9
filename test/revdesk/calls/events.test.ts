import { expect, test } from 'vitest';
import { EVENT_TYPES } from '../../../revdesk/webhooks/subscription.ts';
import { issueBody } from '../../support/a-request.ts';
import { START } from '../../support/open-sandbox.ts';
import type { RevDeskControlHarness } from '../open-with-control.ts';
import { openWithControl } from '../open-with-control.ts';

const DIAL = 'POST /v1/calls/dial';
const bridge = (to: string): object => ({ from_number: '+14155550100', to_number: to });

interface EventHarness extends RevDeskControlHarness {
  /** The types of the call events emitted so far. */
  readonly callEvents: () => readonly unknown[];
}

/** A world in which Acme has subscribed to every event type. */
const openSubscribed = async (): Promise<EventHarness> => {
  const harness = await openWithControl();
  const common = { organization: 'org_acme', created_at: START, active: true, secret: 'whsec_x' };
  const subscriptions = EVENT_TYPES.map((event_type) => ({
    ...common,
    id: `whk_${event_type}`,
    event_type,
    webhook_url: 'http://127.0.0.1:9/hook',
  }));
  harness.setRecords({ webhook_subscriptions: subscriptions });
  // Any API call runs the jobs that are due.
  const callEvents = (): readonly unknown[] => {
    harness.call('GET /v1/me');
    const types = harness.records('outbox').map(({ body }) => (body as { type: string }).type);
    return types.filter((type) => type.includes('call'));
  };
  return { ...harness, callEvents };
};

test.for([
  ['+14155550111', ['new_call', 'call_completed', 'call_busy']],
  ['+14155550112', ['new_call', 'call_completed', 'call_no_answer']],
  ['+14155550113', ['new_call', 'call_completed', 'call_voicemail']],
  ['+14155550114', ['new_call', 'call_completed', 'call_failed']],
  ['+14155550115', ['new_call', 'call_completed']],
] as const)('a call to %s emits %j', async ([to, events]) => {
  const { call, pass, callEvents } = await openSubscribed();
  call(DIAL, bridge(to));
  expect(callEvents()).toEqual(['new_call']);

  pass(60);

  expect(callEvents()).toEqual(events);
});

test('an event contains the call as the API shows it', async () => {
  const { call, pass, records, getCall } = await openSubscribed();
  const { call_id } = call(DIAL, bridge('+14155550111')).data;
  pass(10);

  const data = getCall(call_id);

  expect(records('outbox').at(-1)?.['body']).toMatchObject({
    type: 'call_busy',
    created: new Date(START + 2000).toISOString(),
    data,
  });
});

test('a browser call emits events from its dial on, and a ticketed call emits none', async () => {
  const { call, control, callEvents } = await openSubscribed();
  const [used, unused] = [1, 2].map(() => call('POST /v1/webrtc-token', issueBody()).data);
  const step = (name: string) => control('POST', `/gateway/${name}`, {}, { bearer: String(used?.['token']) });
  call(`POST /v1/calls/${unused?.['call_id']}/hangup`);
  step('connect');
  expect(callEvents()).toEqual([]);

  step('dial');
  expect(callEvents()).toEqual(['new_call']);
  step('hangup');
  expect(callEvents()).toEqual(['new_call', 'call_completed']);
});

test('control calls that change a call emit events', async () => {
  const { call, control, callEvents } = await openSubscribed();
  const [failed, hungUp] = [1, 2].map(() => call(DIAL, bridge('+14155550112')).data['call_id']);

  control('POST', `/calls/${failed}/fail`, { code: 'agent_dispatch_failed' });
  control('POST', `/calls/${hungUp}/hangup`);
  control('POST', `/calls/${hungUp}/hangup`);

  expect(callEvents()).toEqual(['new_call', 'new_call', 'call_completed', 'call_failed', 'call_completed']);
});

test('a hang-up through the API emits its event once', async () => {
  const { call, callEvents } = await openSubscribed();
  const { call_id } = call(DIAL, bridge('+14155550112')).data;

  for (let times = 0; times < 2; times += 1) call(`POST /v1/calls/${call_id}/hangup`);

  expect(callEvents()).toEqual(['new_call', 'call_completed']);
});
