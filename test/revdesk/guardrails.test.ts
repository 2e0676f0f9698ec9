import { expect, test } from 'vitest';
import type { ControlBench } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { BRAVO, issueBody } from '../support/a-request.ts';
import { codeOf, dataOf, fieldsOf } from '../support/code-of.ts';

type Guardrails = NonNullable<NonNullable<Parameters<typeof openControl>[0]>['revdesk']>['guardrails'];

const guarded = (guardrails: Partial<NonNullable<Guardrails>>): Promise<ControlBench> =>
  openControl({ revdesk: { guardrails: { allowlist: [], ...guardrails } } });

/** Puts a call through, up to where it is answered. Gives back its token. */
const talk = ({ send, control, pass }: ControlBench): string => {
  const { token } = dataOf(send());
  control('POST', '/gateway/connect', {}, { bearer: token });
  control('POST', '/gateway/dial', {}, { bearer: token });
  pass(1);
  return token;
};

const hangUp = ({ control }: ControlBench, bearer: string): unknown =>
  control('POST', '/gateway/hangup', {}, { bearer }).body;

const fromBravo = { key: BRAVO, body: issueBody('+14155550110', '+14155550150') };

test('no guardrail is on by default', async () => {
  const bench = await openControl();

  for (let calls = 0; calls < 20; calls += 1) talk(bench);

  expect(bench.send({ body: issueBody('+442079460123') }).status).toBe(200);
});

test('an allowlist lets nothing else be called', async () => {
  const { send } = await guarded({ allowlist: ['+14155550110'] });

  const refused = send({ body: issueBody('+14155550111') });

  expect([refused.status, codeOf(refused)]).toEqual([403, 'destination_not_allowed']);
  expect(fieldsOf(refused)).toEqual({ to_number: "+14155550111 is not on the account's allowlist." });
  expect(refused.body).toMatchObject({ error: { category: 'account_limit' } });
  expect(send().status).toBe(200);
});

test('concurrency counts calls from the connect on, not tickets', async () => {
  const bench = await guarded({ concurrency: 1 });
  bench.send();
  bench.send();
  const token = talk(bench);

  const refused = bench.send();

  expect([refused.status, codeOf(refused)]).toEqual([429, 'concurrency_limit']);
  expect(refused.headers).toMatchObject({ 'retry-after': '1', 'x-ratelimit-remaining': '596' });
  expect(refused.body).toMatchObject({ error: { category: 'account_limit' } });
  hangUp(bench, token);
  expect(bench.send().status).toBe(200);
});

test('concurrency is counted for each organization', async () => {
  const bench = await guarded({ concurrency: 1 });
  talk(bench);

  expect(bench.send(fromBravo).status).toBe(200);
});

test('a concurrency that is refused is not remembered under an idempotency key', async () => {
  const bench = await guarded({ concurrency: 1 });
  const token = talk(bench);
  const request = { headers: { 'idempotency-key': 'k' } };
  expect(bench.send(request).status).toBe(429);

  hangUp(bench, token);

  expect(bench.send(request).status).toBe(200);
});

test('a daily spend is reached when begun minutes have cost as much', async () => {
  const bench = await guarded({ dailySpend: { limitCents: 4, centsPerMinute: 2 } });
  talk(bench);

  bench.pass(60);
  expect(bench.send().status).toBe(200);
  bench.pass(1);
  const refused = bench.send();

  expect([refused.status, codeOf(refused)]).toEqual([403, 'spend_limit_reached']);
  expect(refused.body).toMatchObject({ error: { category: 'account_limit' } });
});

test('a daily spend begins anew at midnight UTC', async () => {
  const bench = await guarded({ dailySpend: { limitCents: 2, centsPerMinute: 2 } });
  const token = talk(bench);
  bench.pass(30);
  hangUp(bench, token);
  expect(codeOf(bench.send())).toBe('spend_limit_reached');

  bench.pass(24 * 3600 - 31.001);
  expect(codeOf(bench.send())).toBe('spend_limit_reached');
  bench.pass(0.001);
  expect(bench.send().status).toBe(200);
});

test('a call that nobody answers costs nothing', async () => {
  const bench = await guarded({ dailySpend: { limitCents: 1, centsPerMinute: 1 } });
  const { token } = dataOf(bench.send({ body: issueBody('+14155550112') }));
  bench.control('POST', '/gateway/connect', {}, { bearer: token });
  bench.control('POST', '/gateway/dial', {}, { bearer: token });

  bench.pass(60);

  expect(bench.send().status).toBe(200);
});

test('another organization spends its own', async () => {
  const bench = await guarded({ dailySpend: { limitCents: 1, centsPerMinute: 1 } });
  const token = talk(bench);
  bench.pass(1);
  hangUp(bench, token);

  expect(codeOf(bench.send())).toBe('spend_limit_reached');
  expect(bench.send(fromBravo).status).toBe(200);
});
