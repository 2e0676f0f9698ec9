import { expect, test } from 'vitest';
import { EVENT_TYPES } from '../../../revdesk/webhooks/subscription.ts';
import { issueBody } from '../../support/a-request.ts';
import { START } from '../../support/open-sandbox.ts';
import type { StoryBench } from '../open-with-control.ts';
import { openWithControl } from '../open-with-control.ts';

const DIAL = 'POST /v1/calls/dial';
const bridge = (to: string): object => ({ from_number: '+14155550100', to_number: to });

interface Told extends StoryBench {
  /** What was told so far. */
  readonly told: () => readonly unknown[];
}

/** A world in which Acme has subscribed to everything. */
const subscribed = async (): Promise<Told> => {
  const bench = await openWithControl();
  const about = { organization: 'org_acme', created_at: START, active: true, secret: 'whsec_x' };
  const subscriptions = EVENT_TYPES.map((event_type) => ({
    ...about,
    id: `whk_${event_type}`,
    event_type,
    webhook_url: 'http://127.0.0.1:9/hook',
  }));
  bench.holding({ webhook_subscriptions: subscriptions });
  // Any call settles what has fallen due.
  const told = (): readonly unknown[] => {
    bench.call('GET /v1/me');
    const types = bench.records('outbox').map(({ body }) => (body as { type: string }).type);
    return types.filter((type) => type.includes('call'));
  };
  return { ...bench, told };
};

test.for([
  ['+14155550111', ['new_call', 'call_completed', 'call_busy']],
  ['+14155550112', ['new_call', 'call_completed', 'call_no_answer']],
  ['+14155550113', ['new_call', 'call_completed', 'call_voicemail']],
  ['+14155550114', ['new_call', 'call_completed', 'call_failed']],
  ['+14155550115', ['new_call', 'call_completed']],
] as const)('of a call to %s is told: %j', async ([to, events]) => {
  const { call, pass, told } = await subscribed();
  call(DIAL, bridge(to));
  expect(told()).toEqual(['new_call']);

  pass(60);

  expect(told()).toEqual(events);
});

test('an event holds the call as the API shows it', async () => {
  const { call, pass, records, shown } = await subscribed();
  const { call_id } = call(DIAL, bridge('+14155550111')).data;
  pass(10);

  const data = shown(call_id);

  expect(records('outbox').at(-1)?.['body']).toMatchObject({
    type: 'call_busy',
    created: new Date(START + 2000).toISOString(),
    data,
  });
});

test('of a browser call is told from its dial on, and of a ticket never', async () => {
  const { call, control, told } = await subscribed();
  const [used, unused] = [1, 2].map(() => call('POST /v1/webrtc-token', issueBody()).data);
  const step = (name: string) => control('POST', `/gateway/${name}`, {}, { bearer: String(used?.['token']) });
  call(`POST /v1/calls/${unused?.['call_id']}/hangup`);
  step('connect');
  expect(told()).toEqual([]);

  step('dial');
  expect(told()).toEqual(['new_call']);
  step('hangup');
  expect(told()).toEqual(['new_call', 'call_completed']);
});

test('what a tester does to a call is told as well', async () => {
  const { call, control, told } = await subscribed();
  const [failed, hungUp] = [1, 2].map(() => call(DIAL, bridge('+14155550112')).data['call_id']);

  control('POST', `/calls/${failed}/fail`, { code: 'agent_dispatch_failed' });
  control('POST', `/calls/${hungUp}/hangup`);
  control('POST', `/calls/${hungUp}/hangup`);

  expect(told()).toEqual(['new_call', 'new_call', 'call_completed', 'call_failed', 'call_completed']);
});

test('a hang-up over the API is told once', async () => {
  const { call, told } = await subscribed();
  const { call_id } = call(DIAL, bridge('+14155550112')).data;

  for (let times = 0; times < 2; times += 1) call(`POST /v1/calls/${call_id}/hangup`);

  expect(told()).toEqual(['new_call', 'call_completed']);
});
