import { expect, test } from 'vitest';
import type { ControlHarness } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { BRAVO, issueBody } from '../support/a-request.ts';
import { codeOf, dataOf, fieldsOf } from '../support/code-of.ts';

type Guardrails = NonNullable<NonNullable<Parameters<typeof openControl>[0]>['revdesk']>['guardrails'];

const guarded = (guardrails: Partial<NonNullable<Guardrails>>): Promise<ControlHarness> =>
  openControl({ revdesk: { guardrails: { allowlist: [], ...guardrails } } });

/** Places a call that is answered. Returns its token. */
const placeCall = ({ send, control, pass }: ControlHarness): string => {
  const { token } = dataOf(send());
  control('POST', '/gateway/connect', {}, { bearer: token });
  control('POST', '/gateway/dial', {}, { bearer: token });
  pass(1);
  return token;
};

const hangUp = ({ control }: ControlHarness, bearer: string): unknown =>
  control('POST', '/gateway/hangup', {}, { bearer }).body;

const fromBravo = { key: BRAVO, body: issueBody('+14155550110', '+14155550150') };

test('no guardrail is on by default', async () => {
  const harness = await openControl();

  for (let calls = 0; calls < 20; calls += 1) placeCall(harness);

  expect(harness.send({ body: issueBody('+442079460123') }).status).toBe(200);
});

test('an allowlist blocks every other destination', async () => {
  const { send } = await guarded({ allowlist: ['+14155550110'] });

  const refused = send({ body: issueBody('+14155550111') });

  expect([refused.status, codeOf(refused)]).toEqual([403, 'destination_not_allowed']);
  expect(fieldsOf(refused)).toEqual({ to_number: "+14155550111 is not on the account's allowlist." });
  expect(refused.body).toMatchObject({ error: { category: 'account_limit' } });
  expect(send().status).toBe(200);
});

test('concurrency counts connected calls, not ticketed ones', async () => {
  const harness = await guarded({ concurrency: 1 });
  harness.send();
  harness.send();
  const token = placeCall(harness);

  const refused = harness.send();

  expect([refused.status, codeOf(refused)]).toEqual([429, 'concurrency_limit']);
  expect(refused.headers).toMatchObject({ 'retry-after': '1', 'x-ratelimit-remaining': '596' });
  expect(refused.body).toMatchObject({ error: { category: 'account_limit' } });
  hangUp(harness, token);
  expect(harness.send().status).toBe(200);
});

test('concurrency is counted for each organization', async () => {
  const harness = await guarded({ concurrency: 1 });
  placeCall(harness);

  expect(harness.send(fromBravo).status).toBe(200);
});

test('a concurrency refusal is not stored under an idempotency key', async () => {
  const harness = await guarded({ concurrency: 1 });
  const token = placeCall(harness);
  const request = { headers: { 'idempotency-key': 'k' } };
  expect(harness.send(request).status).toBe(429);

  hangUp(harness, token);

  expect(harness.send(request).status).toBe(200);
});

test('the daily spend counts every started minute', async () => {
  const harness = await guarded({ dailySpend: { limitCents: 4, centsPerMinute: 2 } });
  placeCall(harness);

  harness.pass(60);
  expect(harness.send().status).toBe(200);
  harness.pass(1);
  const refused = harness.send();

  expect([refused.status, codeOf(refused)]).toEqual([403, 'spend_limit_reached']);
  expect(refused.body).toMatchObject({ error: { category: 'account_limit' } });
});

test('the daily spend starts over at midnight UTC', async () => {
  const harness = await guarded({ dailySpend: { limitCents: 2, centsPerMinute: 2 } });
  const token = placeCall(harness);
  harness.pass(30);
  hangUp(harness, token);
  expect(codeOf(harness.send())).toBe('spend_limit_reached');

  harness.pass(24 * 3600 - 31.001);
  expect(codeOf(harness.send())).toBe('spend_limit_reached');
  harness.pass(0.001);
  expect(harness.send().status).toBe(200);
});

test('an unanswered call costs nothing', async () => {
  const harness = await guarded({ dailySpend: { limitCents: 1, centsPerMinute: 1 } });
  const { token } = dataOf(harness.send({ body: issueBody('+14155550112') }));
  harness.control('POST', '/gateway/connect', {}, { bearer: token });
  harness.control('POST', '/gateway/dial', {}, { bearer: token });

  harness.pass(60);

  expect(harness.send().status).toBe(200);
});

test('each organization has its own daily spend', async () => {
  const harness = await guarded({ dailySpend: { limitCents: 1, centsPerMinute: 1 } });
  const token = placeCall(harness);
  harness.pass(1);
  hangUp(harness, token);

  expect(codeOf(harness.send())).toBe('spend_limit_reached');
  expect(harness.send(fromBravo).status).toBe(200);
});
