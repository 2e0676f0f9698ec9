import { expect, test } from 'vitest';
import type { Reply } from '../../mock/index.ts';
import type { ControlHarness } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { issueBody } from '../support/a-request.ts';
import { codeOf, dataOf } from '../support/code-of.ts';

interface CallHarness extends ControlHarness {
  readonly token: string;
  /** Makes a control call that changes the call. */
  readonly perform: (verb: 'answer' | 'hangup' | 'fail', input?: object) => Reply;
  readonly call: () => unknown;
}

const openRinging = async (to = '+14155550112'): Promise<CallHarness> => {
  const harness = await openTicketed(to);
  for (const step of ['connect', 'dial']) harness.control('POST', `/gateway/${step}`, {}, { bearer: harness.token });
  return harness;
};

const openTicketed = async (to = '+14155550112'): Promise<CallHarness> => {
  const harness = await openControl();
  const { token, call_id } = dataOf(harness.send({ body: issueBody(to) }));
  const path = `/calls/${call_id}`;
  return {
    ...harness,
    token,
    perform: (verb, input = {}) => harness.control('POST', `${path}/${verb}`, input),
    call: () => harness.control('GET', path).body,
  };
};

const hangUp = ({ control, token }: CallHarness): string | undefined =>
  codeOf(control('POST', '/gateway/hangup', {}, { bearer: token }));

test('lists calls, newest first', async () => {
  const { send, control } = await openControl();
  const ids = [dataOf(send()).call_id, dataOf(send()).call_id];

  expect(control('GET', '/calls').body).toMatchObject({
    calls: ids.toReversed().map((call_id) => ({ call_id, status: 'TICKETED' })),
  });
});

test('does not find a call of another world', async () => {
  const { send, control } = await openControl();
  const { call_id } = dataOf(send({}, 'other'));

  const reply = control('GET', `/calls/${call_id}`);

  expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found']);
  expect(reply.body).toMatchObject({ error: { message: `There is no call ${call_id} in this world.` } });
});

test.for(['answer', 'hangup', 'fail'])('cannot %s an unknown call', async (verb) => {
  const { control } = await openControl();

  expect(control('POST', `/calls/nothing/${verb}`, { code: 'busy' }).status).toBe(404);
});

test('a ringing call that the tester answers stays connected', async () => {
  const { perform, call, pass } = await openRinging('+14155550112');
  pass(5);

  expect(perform('answer').body).toMatchObject({ status: 'CONNECTED' });
  pass(3600);
  expect(call()).toMatchObject({ status: 'CONNECTED', failure_code: null, duration_seconds: 3600 });
});

test('a destination that answers automatically does not answer twice', async () => {
  const { perform, call, pass } = await openRinging('+14155550110');
  perform('answer');

  pass(10);

  expect(call()).toMatchObject({ status: 'CONNECTED', duration_seconds: 10 });
});

test('a voicemail call ends as voicemail even if the tester answered it first', async () => {
  const { perform, call, pass } = await openRinging('+14155550113');
  perform('answer');

  pass(20);

  expect(call()).toMatchObject({ status: 'FAILED', failure_code: 'voicemail' });
});

test('only a ringing call can be answered', async () => {
  const { perform } = await openTicketed();

  const reply = perform('answer');

  expect([reply.status, codeOf(reply)]).toEqual([409, 'conflict']);
  expect(reply.body).toMatchObject({
    error: { message: 'Only a ringing call can be answered; this one is TICKETED.' },
  });
});

test('the token ends when the other party hangs up', async () => {
  const harness = await openRinging();
  harness.perform('answer');

  expect(harness.perform('hangup').body).toMatchObject({ status: 'COMPLETED' });
  expect(hangUp(harness)).toBe('token_ended');
});

test('hanging up an ended call does not change it', async () => {
  const { perform, pass } = await openRinging();
  const first = perform('hangup');
  pass(60);

  expect(perform('hangup')).toEqual(first);
});

test('hanging up a ticketed call ends its token', async () => {
  const { perform, control, token } = await openTicketed();

  expect(perform('hangup').body).toMatchObject({ status: 'CANCELED' });
  expect(codeOf(control('POST', '/gateway/connect', {}, { bearer: token }))).toBe('token_ended');
});

test.for([
  ['busy', 'unreachable'],
  ['no_answer', 'unreachable'],
  ['carrier_rejected', 'unreachable'],
  ['voicemail', 'voicemail'],
  ['agent_dispatch_failed', 'provider_error'],
  ['constructor', 'provider_error'],
])('fails a call with the code %s and the category %s', async ([code, category]) => {
  const harness = await openRinging();

  const { body } = harness.perform('fail', { code });

  expect(body).toMatchObject({ status: 'FAILED', failure_code: code, failure_category: category });
  expect(hangUp(harness)).toBe('token_ended');
});

test('refuses to fail an ended call', async () => {
  const { perform } = await openRinging();
  perform('hangup');

  const reply = perform('fail', { code: 'busy' });

  expect([reply.status, codeOf(reply)]).toEqual([409, 'conflict']);
  expect(reply.body).toMatchObject({ error: { message: 'The call is over; it is CANCELED.' } });
});

test.for([{}, { code: 'Not a code!' }, { code: 7 }])('refuses to fail a call with %j', async (input) => {
  const { perform } = await openRinging();

  expect(codeOf(perform('fail', input))).toBe('validation_error');
});

test('an ended call does not change as time passes', async () => {
  const { perform, call, pass } = await openRinging('+14155550111');
  perform('fail', { code: 'carrier_rejected' });
  const ended = call();

  pass(20_000);

  expect(call()).toEqual(ended);
});

test('runs no jobs for a call that was removed', async () => {
  const { control, pass, sandbox } = await openRinging('+14155550111');
  const snapshot = control('GET', '/snapshot').body as { readonly records: Record<string, unknown> };
  control('PUT', '/snapshot', { version: 1, records: { ...snapshot.records, calls: [] } });

  pass(20_000);

  expect(control('GET', '/calls').body).toEqual({ calls: [] });
  expect(sandbox.worlds.find('default')?.nextJob).toBeUndefined();
});
