import { expect, test } from 'vitest';
import { ControlClient } from '../../client/index.ts';
import { ISSUE, issueBody } from '../support/a-request.ts';
import { eventually } from '../support/eventually.ts';
import { START } from '../support/open-sandbox.ts';
import { ORDERS_CONTRACT } from '../support/orders-contract.ts';
import { startReceiver } from '../support/receiver.ts';
import { postToken, startTestSandbox } from '../support/start-test-sandbox.ts';
import { temporaryFile } from '../support/temporary-file.ts';

interface Issued {
  readonly token: string;
  readonly call_id: string;
}

const issue = async (url: string, to?: string): Promise<Issued> => {
  const response = await postToken(url, { body: JSON.stringify(issueBody(to)) });
  return ((await response.json()) as { readonly data: Issued }).data;
};

const instant = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

test('freezes, advances and resumes the clock', async () => {
  await using sandbox = await startTestSandbox();
  const { clock } = sandbox.control;

  expect(await clock.read()).toEqual({ now: instant(0), mode: 'running', next: null });
  expect(await clock.freeze()).toMatchObject({ now: instant(0), mode: 'frozen' });
  expect(await clock.freeze(new Date(START + 5000))).toMatchObject({ now: instant(5) });
  expect(await clock.advance(60)).toMatchObject({ now: instant(65), happened: [] });
  expect(await clock.advanceToNext()).toMatchObject({ now: instant(65), happened: [] });
  expect(await clock.resume()).toMatchObject({ now: instant(65), mode: 'running' });
});

test('connects, dials and hangs up', async () => {
  await using sandbox = await startTestSandbox();
  const { clock, gateway, calls } = sandbox.control;
  const { token, call_id } = await issue(sandbox.url);

  expect(await gateway.connect(token)).toMatchObject({ call_id, connected_at: instant(0) });
  expect(await gateway.dial(token)).toMatchObject({ status: 'RINGING' });
  expect(await clock.advanceToNext()).toMatchObject({ happened: [{ kind: 'call answers', subject: call_id }] });
  expect(await calls.get(call_id)).toMatchObject({ status: 'CONNECTED' });
  expect(await gateway.hangup(token)).toMatchObject({ status: 'COMPLETED' });
});

test('answers, fails and hangs up calls for the called party', async () => {
  await using sandbox = await startTestSandbox();
  const { gateway, calls } = sandbox.control;
  const [one, other] = [await issue(sandbox.url, '+14155550112'), await issue(sandbox.url)];
  await gateway.connect(one.token);
  await gateway.dial(one.token);

  expect(await calls.answer(one.call_id)).toMatchObject({ status: 'CONNECTED' });
  expect(await calls.hangup(one.call_id)).toMatchObject({ status: 'COMPLETED' });
  expect(await calls.fail(other.call_id, 'busy')).toMatchObject({ status: 'FAILED', failure_code: 'busy' });
  expect((await calls.list()).map(({ call_id }) => call_id)).toEqual([other.call_id, one.call_id]);
});

test('adds, changes and removes numbers', async () => {
  await using sandbox = await startTestSandbox();
  const { numbers } = sandbox.control;
  const e164 = '+14155550199';

  expect(await numbers.put({ e164 })).toEqual({
    e164,
    phone_id: 1001,
    organization: 'org_acme',
    active: true,
    verified: true,
  });
  expect(await numbers.put({ e164, active: false })).toMatchObject({ active: false, verified: true });
  expect(await numbers.list()).toContainEqual(expect.objectContaining({ e164, active: false }));
  expect(await numbers.remove(e164)).toBeUndefined();
  expect(await numbers.list()).not.toContainEqual(expect.objectContaining({ e164 }));
});

test('queues, lists and removes outcomes', async () => {
  await using sandbox = await startTestSandbox();
  const { overrides } = sandbox.control;

  const first = await overrides.add({ operation: ISSUE, reply: { status: 503 } });
  const second = await overrides.add({ operation: ISSUE, times: 2, fault: 'reset', delayMs: 1 });

  expect(await overrides.list()).toEqual([first, second]);
  await overrides.remove(first.id);
  expect(await overrides.list()).toEqual([second]);
  await overrides.clear();
  expect(await overrides.list()).toEqual([]);
});

test('adds rules, lists them in order, and removes them', async () => {
  await using sandbox = await startTestSandbox({ rules: [{ delayMs: 1 }] });
  const { rules } = sandbox.control;

  const last = await rules.add({ operation: 'v1_*', reply: { status: 503 } });
  const first = await rules.add({ fault: 'reset' }, 0);

  expect(await rules.list()).toEqual([first, last, { id: 'settings-0', from: 'settings', delayMs: 1 }]);
  await rules.remove(first.id);
  expect(await rules.list()).toHaveLength(2);
  await rules.clear();
  expect(await rules.list()).toMatchObject([{ from: 'settings' }]);
});

test('sends webhooks, and reads and clears the outbox', async () => {
  await using sandbox = await startTestSandbox({ contract: await temporaryFile('orders.yaml', ORDERS_CONTRACT) });
  const { outbox, webhooks } = sandbox.control;
  const receiver = await startReceiver();

  expect(await webhooks.list()).toMatchObject([{ name: 'orderShipped' }]);
  const { id } = await webhooks.send('orderShipped', receiver.url, { id: 'ord_7' });
  await eventually(async () => (await outbox.get(id)).state === 'delivered');
  await outbox.deliver(id);
  await eventually(() => receiver.received.length === 2);
  await outbox.clear();

  expect(receiver.received.map(({ body }) => body)).toEqual(['{"id":"ord_7"}', '{"id":"ord_7"}']);
  expect(await outbox.list()).toEqual([]);
});

test('changes scenario settings', async () => {
  await using sandbox = await startTestSandbox();
  const { scenarios } = sandbox.control;

  expect(await scenarios.set('throttling', { planLimits: { production: 0 } })).toMatchObject({ windowSeconds: 60 });

  expect((await postToken(sandbox.url)).status).toBe(429);
  expect(await scenarios.list()).toContainEqual(
    expect.objectContaining({
      name: 'throttling',
      settings: expect.objectContaining({ planLimits: { production: 0 } }) as object,
    }),
  );
});

test('reads the journal, explains a request, and clears the journal', async () => {
  await using sandbox = await startTestSandbox();
  const { requests } = sandbox.control;
  await postToken(sandbox.url);
  const refused = await postToken(sandbox.url, { body: '{}' });
  const id = refused.headers.get('x-request-id') ?? '';

  expect(await requests.list()).toHaveLength(2);
  expect(await requests.list({ status: 400, operation: ISSUE, scenario: 'validate-request', limit: 1 })).toMatchObject([
    { id, status: 400 },
  ]);
  expect(await requests.explain(id)).toMatchObject({
    id,
    refusal: { kind: 'invalid_request' },
    curl: expect.stringMatching(/^curl -i/),
  });
  await requests.clear();
  expect(await requests.list()).toEqual([]);
});

test('omits undefined filters from the query', async () => {
  await using sandbox = await startTestSandbox();
  await postToken(sandbox.url);

  expect(await sandbox.control.requests.list({ status: undefined } as object)).toHaveLength(1);
});

test('takes a snapshot, restores it, and resets', async () => {
  await using sandbox = await startTestSandbox();
  const { control } = sandbox;
  const fresh = await control.snapshot();
  await issue(sandbox.url);
  const changed = await control.snapshot();

  await control.reset();
  expect(await control.snapshot()).toEqual(fresh);
  await control.restore(changed);
  expect(await control.snapshot()).toEqual(changed);
});

test('forks a world, and returns a client for the copy', async () => {
  await using sandbox = await startTestSandbox();
  const { call_id } = await issue(sandbox.url);

  const copy = await sandbox.control.fork('copy');

  expect(await copy.calls.list()).toMatchObject([{ call_id }]);
  await copy.reset();
  expect(await copy.calls.list()).toEqual([]);
  expect(await sandbox.control.calls.list()).toHaveLength(1);
});

test('switches to another world and back', async () => {
  await using sandbox = await startTestSandbox();
  await issue(`${sandbox.url}/~w1`);

  const other = sandbox.control.inWorld('w1');

  expect(await other.calls.list()).toHaveLength(1);
  expect(await other.inWorld('default').calls.list()).toEqual([]);
});

test('calls the control API at another path, with its token', async () => {
  await using sandbox = await startTestSandbox({ controlPath: '/control', controlToken: 'open sesame' });
  const target = { url: `${sandbox.url}/`, controlPath: '/control' };

  const clock = await new ControlClient({ ...target, token: 'open sesame' }).clock.read();

  expect(clock.mode).toBe('running');
  await expect(new ControlClient(target).clock.read()).rejects.toMatchObject({ status: 401 });
});

test('reads coverage for all worlds or for one, and clears it', async () => {
  await using sandbox = await startTestSandbox();
  const { control } = sandbox;
  await postToken(`${sandbox.url}/~w1`);

  const requests = async (of: 'all' | 'world'): Promise<number | undefined> =>
    (await control.coverage.read(of)).operations.find(({ operation }) => operation === ISSUE)?.requests;

  expect(await requests('all')).toBe(1);
  expect(await requests('world')).toBe(0);
  await control.inWorld('w1').coverage.clear('world');
  expect((await control.coverage.read()).met).toBe(0);
});
