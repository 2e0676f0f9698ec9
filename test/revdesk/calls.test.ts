import { expect, test } from 'vitest';
import type { Reply } from '../../index.ts';
import type { ControlBench } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { issueBody } from '../support/a-request.ts';
import { codeOf, dataOf } from '../support/code-of.ts';

interface CallBench extends ControlBench {
  readonly token: string;
  /** What the tester does with the call. */
  readonly make: (verb: 'answer' | 'hangup' | 'fail', input?: object) => Reply;
  readonly call: () => unknown;
}

const ringing = async (to = '+14155550112'): Promise<CallBench> => {
  const bench = await ticketed(to);
  for (const step of ['connect', 'dial']) bench.control('POST', `/gateway/${step}`, {}, { bearer: bench.token });
  return bench;
};

const ticketed = async (to = '+14155550112'): Promise<CallBench> => {
  const bench = await openControl();
  const { token, call_id } = dataOf(bench.send({ body: issueBody(to) }));
  const path = `/calls/${call_id}`;
  return {
    ...bench,
    token,
    make: (verb, input = {}) => bench.control('POST', `${path}/${verb}`, input),
    call: () => bench.control('GET', path).body,
  };
};

const hangUp = ({ control, token }: CallBench): string | undefined =>
  codeOf(control('POST', '/gateway/hangup', {}, { bearer: token }));

test('lists calls, the newest first', async () => {
  const { send, control } = await openControl();
  const ids = [dataOf(send()).call_id, dataOf(send()).call_id];

  expect(control('GET', '/calls').body).toMatchObject({
    calls: ids.toReversed().map((call_id) => ({ call_id, status: 'TICKETED' })),
  });
});

test('knows no call of another world', async () => {
  const { send, control } = await openControl();
  const { call_id } = dataOf(send({}, 'other'));

  const reply = control('GET', `/calls/${call_id}`);

  expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found']);
  expect(reply.body).toMatchObject({ error: { message: `No call is called ${call_id} in this world.` } });
});

test.for(['answer', 'hangup', 'fail'])('cannot %s a call that it does not know', async (verb) => {
  const { control } = await openControl();

  expect(control('POST', `/calls/nothing/${verb}`, { code: 'busy' }).status).toBe(404);
});

test('the tester picks up a ringing call, and it stays up', async () => {
  const { make, call, pass } = await ringing('+14155550112');
  pass(5);

  expect(make('answer').body).toMatchObject({ status: 'CONNECTED' });
  pass(3600);
  expect(call()).toMatchObject({ status: 'CONNECTED', failure_code: null, duration_seconds: 3600 });
});

test('a destination that answers by itself does not answer twice', async () => {
  const { make, call, pass } = await ringing('+14155550110');
  make('answer');

  pass(10);

  expect(call()).toMatchObject({ status: 'CONNECTED', duration_seconds: 10 });
});

test('a voicemail ends as one, though the tester picked up first', async () => {
  const { make, call, pass } = await ringing('+14155550113');
  make('answer');

  pass(20);

  expect(call()).toMatchObject({ status: 'FAILED', failure_code: 'voicemail' });
});

test('only a ringing call can be answered', async () => {
  const { make } = await ticketed();

  const reply = make('answer');

  expect([reply.status, codeOf(reply)]).toEqual([409, 'conflict']);
  expect(reply.body).toMatchObject({
    error: { message: 'Only a ringing call can be answered; this one is TICKETED.' },
  });
});

test('the other side hangs up, and the token has ended', async () => {
  const bench = await ringing();
  bench.make('answer');

  expect(bench.make('hangup').body).toMatchObject({ status: 'COMPLETED' });
  expect(hangUp(bench)).toBe('token_ended');
});

test('hanging up a call that is over leaves it as it is', async () => {
  const { make, pass } = await ringing();
  const first = make('hangup');
  pass(60);

  expect(make('hangup')).toEqual(first);
});

test('hanging up a ticket takes its token away', async () => {
  const { make, control, token } = await ticketed();

  expect(make('hangup').body).toMatchObject({ status: 'CANCELED' });
  expect(codeOf(control('POST', '/gateway/connect', {}, { bearer: token }))).toBe('token_ended');
});

test.for([
  ['busy', 'unreachable'],
  ['no_answer', 'unreachable'],
  ['carrier_rejected', 'unreachable'],
  ['voicemail', 'voicemail'],
  ['agent_dispatch_failed', 'provider_error'],
  ['constructor', 'provider_error'],
])('fails a call for the reason %s, of the category %s', async ([code, category]) => {
  const bench = await ringing();

  const { body } = bench.make('fail', { code });

  expect(body).toMatchObject({ status: 'FAILED', failure_code: code, failure_category: category });
  expect(hangUp(bench)).toBe('token_ended');
});

test('a call that is over cannot fail any more', async () => {
  const { make } = await ringing();
  make('hangup');

  const reply = make('fail', { code: 'busy' });

  expect([reply.status, codeOf(reply)]).toEqual([409, 'conflict']);
  expect(reply.body).toMatchObject({ error: { message: 'The call is over; it is CANCELED.' } });
});

test.for([{}, { code: 'Not a code!' }, { code: 7 }])('refuses to fail a call for %j', async (input) => {
  const { make } = await ringing();

  expect(codeOf(make('fail', input))).toBe('validation_error');
});

test('nothing happens any more to a call that has ended', async () => {
  const { make, call, pass } = await ringing('+14155550111');
  make('fail', { code: 'carrier_rejected' });
  const ended = call();

  pass(20_000);

  expect(call()).toEqual(ended);
});

test('nothing happens any more to a call that was forgotten', async () => {
  const { control, pass, sandbox } = await ringing('+14155550111');
  const snapshot = control('GET', '/snapshot').body as { readonly records: Record<string, unknown> };
  control('PUT', '/snapshot', { version: 1, records: { ...snapshot.records, calls: [] } });

  pass(20_000);

  expect(control('GET', '/calls').body).toEqual({ calls: [] });
  expect(sandbox.worlds.find('default')?.nextJob).toBeUndefined();
});
