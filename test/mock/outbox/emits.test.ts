import { expect, onTestFinished, test } from 'vitest';
import type { ApiPack, Handler, JobHandler } from '../../../mock/index.ts';
import { createMiddleware, listen, put } from '../../../mock/index.ts';
import { eventually } from '../../support/eventually.ts';
import { START } from '../../support/open-sandbox.ts';
import { startReceiver } from '../../support/receiver.ts';
import type { TinySketch } from '../stages/tiny-sandbox.ts';
import { tinySandbox } from '../stages/tiny-sandbox.ts';

const outboxOf = ({ sandbox }: ReturnType<typeof tinySandbox>): readonly object[] =>
  sandbox.worlds.find('default')?.list('outbox', START) ?? [];

/** A pack whose one handler emits to a URL. */
const emitting = (url: string, pack: TinySketch['pack'] = {}): TinySketch => ({
  pack: {
    handlers: new Map([
      [
        'make_thing',
        () => ({
          reply: { status: 200, headers: { 'content-type': 'application/json' }, body: {} },
          emits: [{ url, method: 'POST', headers: { 'x-event': 'made' }, body: { made: true }, about: 'thing made' }],
        }),
      ],
    ]),
    ...pack,
  },
});

test('the outbox has what a handler emits, numbered within the world', () => {
  const harness = tinySandbox(emitting('http://hooks.test/'));

  harness.send();
  harness.send();

  expect(outboxOf(harness)).toMatchObject([
    {
      id: 'dlv_1',
      url: 'http://hooks.test/',
      about: 'thing made',
      body: { made: true },
      state: 'ready',
      createdAt: START,
    },
    { id: 'dlv_2' },
  ]);
});

test('a failed operation emits nothing', () => {
  const harness = tinySandbox({
    ...emitting('http://hooks.test/'),
    operation: { responses: { 201: { description: '' } } },
  });

  expect(harness.send().status).toBe(500);
  expect(outboxOf(harness)).toEqual([]);
});

test('the outbox holds a thousand deliveries, and drops finished ones first', () => {
  const harness = tinySandbox(emitting('http://hooks.test/'));
  harness.send();
  harness.send();
  const world = harness.sandbox.worlds.find('default')!;
  const [, second] = world.list('outbox', START);
  world.apply([put('outbox', { ...second!, state: 'delivered' }, { finished: true })], START);

  for (let count = 0; count < 999; count += 1) harness.send();

  expect(outboxOf(harness)).toHaveLength(1_000);
  expect(outboxOf(harness).slice(0, 2)).toMatchObject([{ id: 'dlv_1' }, { id: 'dlv_3' }]);
  expect(world.outbox.ready).toHaveLength(1_000);
});

/** Serves a sandbox on a socket until the test ends. */
const serve = async ({ sandbox }: ReturnType<typeof tinySandbox>, wallClock = (): number => START): Promise<string> => {
  const shutdown = new AbortController();
  const options = { bodyLimitBytes: 1_000, controlPath: '/_sandbox', guard: { hosts: [] }, wallClock };
  const middleware = createMiddleware(sandbox, { ...options, shutdown: shutdown.signal });
  const refuse = (): never => expect.unreachable();
  const server = await listen({ port: 0, host: '127.0.0.1', middleware, shutdown, refuse, onBug: refuse });
  onTestFinished(() => server.stop());
  return server.url;
};

test('a pack signs a delivery when it is sent', async () => {
  const receiver = await startReceiver();
  const sign: ApiPack['sign'] = ({ delivery, payload, now }) => ({ 'x-signature': `${delivery.id} ${payload} ${now}` });
  const url = await serve(tinySandbox(emitting(receiver.url, { sign })));

  await fetch(`${url}/things`, { method: 'POST' });

  await eventually(() => receiver.received.length === 1);
  expect(receiver.received[0]?.headers).toMatchObject({
    'x-event': 'made',
    'x-signature': `dlv_1 {"made":true} ${START}`,
  });
});

test('a failure to sign counts as an attempt, and the bug is reported', async () => {
  const receiver = await startReceiver();
  const sign = (): never => {
    throw new Error('no key');
  };
  const harness = tinySandbox(emitting(receiver.url, { sign }));
  const url = await serve(harness);

  await fetch(`${url}/things`, { method: 'POST' });

  await eventually(() => harness.bugs.length === 1);
  expect(outboxOf(harness)).toMatchObject([
    { state: 'waiting', attempts: [{ error: expect.stringContaining('could not be signed') }] },
  ]);
  expect(receiver.received).toEqual([]);
});

test('a due job emits on time if the pack sets jobsEmit', async () => {
  const receiver = await startReceiver();
  const reply = { status: 200, headers: { 'content-type': 'application/json' }, body: {} };
  const scheduleRing: Handler = ({ exchange: { now } }) => ({
    reply,
    schedule: [{ at: now + 20, kind: 'ring', subject: 'a' }],
  });
  const ring: JobHandler = ({ job }) => ({
    emits: [{ url: receiver.url, method: 'PUT', body: { rang: job.subject }, about: 'alarm' }],
  });
  const pack = {
    handlers: new Map([['make_thing', scheduleRing]]),
    jobHandlers: new Map([['ring', ring]]),
    jobsEmit: true,
  };
  const url = await serve(tinySandbox({ pack }), Date.now);

  await fetch(`${url}/things`, { method: 'POST' });

  await eventually(() => receiver.received.length === 1);
  expect(receiver.received).toMatchObject([{ method: 'PUT', body: '{"rang":"a"}' }]);
});
