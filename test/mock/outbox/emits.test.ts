import { expect, onTestFinished, test } from 'vitest';
import type { ApiPack, JobHandler, Handler } from '../../../index.ts';
import { createMiddleware, listen, put } from '../../../index.ts';
import { START } from '../../support/open-sandbox.ts';
import { startReceiver } from '../../support/receiver.ts';
import { eventually } from '../../support/eventually.ts';
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

test('what a handler emits lies in the outbox, numbered within the world', () => {
  const bench = tinySandbox(emitting('http://hooks.test/'));

  bench.send();
  bench.send();

  expect(outboxOf(bench)).toMatchObject([
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

test('what is not carried out emits nothing', () => {
  const bench = tinySandbox({
    ...emitting('http://hooks.test/'),
    operation: { responses: { 201: { description: '' } } },
  });

  expect(bench.send().status).toBe(500);
  expect(outboxOf(bench)).toEqual([]);
});

test('an outbox holds a thousand, and lets go of what is over first', () => {
  const bench = tinySandbox(emitting('http://hooks.test/'));
  bench.send();
  bench.send();
  const world = bench.sandbox.worlds.find('default')!;
  const [, second] = world.list('outbox', START);
  world.apply([put('outbox', { ...second!, state: 'delivered' }, { finished: true })], START);

  for (let count = 0; count < 999; count += 1) bench.send();

  expect(outboxOf(bench)).toHaveLength(1_000);
  expect(outboxOf(bench).slice(0, 2)).toMatchObject([{ id: 'dlv_1' }, { id: 'dlv_3' }]);
  expect(world.outbox.ready).toHaveLength(1_000);
});

/** A sandbox with a pack that emits, on a socket for as long as the test lasts. */
const serve = async ({ sandbox }: ReturnType<typeof tinySandbox>, wallClock = (): number => START): Promise<string> => {
  const shutdown = new AbortController();
  const options = { bodyLimitBytes: 1_000, controlPath: '/_sandbox', guard: { hosts: [] }, wallClock };
  const middleware = createMiddleware(sandbox, { ...options, shutdown: shutdown.signal });
  const refuse = (): never => expect.unreachable();
  const server = await listen({ port: 0, host: '127.0.0.1', middleware, shutdown, refuse, onBug: refuse });
  onTestFinished(() => server.stop());
  return server.url;
};

test('a pack signs what is sent, as it is sent', async () => {
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

test('a delivery that a pack fails to sign has had its try, and the bug is reported', async () => {
  const receiver = await startReceiver();
  const sign = (): never => {
    throw new Error('no key');
  };
  const bench = tinySandbox(emitting(receiver.url, { sign }));
  const url = await serve(bench);

  await fetch(`${url}/things`, { method: 'POST' });

  await eventually(() => bench.bugs.length === 1);
  expect(outboxOf(bench)).toMatchObject([
    { state: 'waiting', attempts: [{ error: expect.stringContaining('could not be signed') }] },
  ]);
  expect(receiver.received).toEqual([]);
});

test('a world is woken in time for what falls due and emits, if the pack says so', async () => {
  const receiver = await startReceiver();
  const reply = { status: 200, headers: { 'content-type': 'application/json' }, body: {} };
  const planning: Handler = ({ exchange: { now } }) => ({
    reply,
    schedule: [{ at: now + 20, kind: 'ring', subject: 'a' }],
  });
  const ringing: JobHandler = ({ job }) => ({
    emits: [{ url: receiver.url, method: 'PUT', body: { rang: job.subject }, about: 'alarm' }],
  });
  const pack = {
    handlers: new Map([['make_thing', planning]]),
    jobHandlers: new Map([['ring', ringing]]),
    jobsEmit: true,
  };
  const url = await serve(tinySandbox({ pack }), Date.now);

  await fetch(`${url}/things`, { method: 'POST' });

  await eventually(() => receiver.received.length === 1);
  expect(receiver.received).toMatchObject([{ method: 'PUT', body: '{"rang":"a"}' }]);
});
