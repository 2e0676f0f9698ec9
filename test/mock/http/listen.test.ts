import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import type { SetUpError } from '../../../index.ts';
import { listen } from '../../../index.ts';
import { ask, dial, rawRequest } from '../../support/speak-http.ts';
import { postToken, startTestSandbox } from '../../support/start-test-sandbox.ts';

/** Why a sandbox does not start. */
const refusalOf = (options: Parameters<typeof startTestSandbox>[0]): Promise<SetUpError> =>
  startTestSandbox(options).then(
    () => expect.unreachable('It started.'),
    (error: SetUpError) => error,
  );

test('listens on any free port, and says on which', async () => {
  await using sandbox = await startTestSandbox({ port: 0 });

  expect(sandbox.port).toBeGreaterThan(0);
  expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
});

test('gives an address to call where it listens on all of them', async () => {
  await using sandbox = await startTestSandbox({ host: '0.0.0.0' });

  expect((await postToken(sandbox.url)).status).toBe(200);
});

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

test.runIf(hasIpv6)('puts an IPv6 address into brackets', async () => {
  await using sandbox = await startTestSandbox({ host: '::1' });

  expect(sandbox.url).toBe(`http://[::1]:${sandbox.port}`);
  expect((await sandbox.control.clock.read()).mode).toBe('running');
});

test('says that a port is taken, and what to do', async () => {
  await using other = await startTestSandbox();

  const { problems } = await refusalOf({ port: other.port });

  expect(problems).toEqual([
    {
      place: `127.0.0.1:${other.port}`,
      problem: 'is taken by another program',
      remedy: 'Stop that program, or choose another port with --port (0: any free one).',
    },
  ]);
});

test('says that an address is not of this machine', async () => {
  const { problems } = await refusalOf({ host: '192.0.2.1' });

  expect(problems).toMatchObject([{ place: '192.0.2.1:0', problem: 'is not an address of this machine' }]);
});

test('may be stopped twice', async () => {
  await using sandbox = await startTestSandbox();

  await sandbox.stop();

  await expect(postToken(sandbox.url)).rejects.toThrow('fetch failed');
});

test('stops at once when nobody is served', async () => {
  const sandbox = await startTestSandbox();
  await (await postToken(sandbox.url)).text();
  const idle = await dial(sandbox.url);

  await Promise.all([sandbox.stop(), once(idle, 'close')]);

  expect(idle.readyState).toBe('closed');
});

test('gives up on a client that does not finish its request when it stops', async () => {
  const sandbox = await startTestSandbox();
  const socket = await dial(sandbox.url);
  socket.on('error', () => {});
  socket.write(rawRequest().subarray(0, -1));
  await postToken(sandbox.url);
  const stopped: string[] = [];

  const first = sandbox.stop().then(() => stopped.push('first'));
  await sandbox.stop().then(() => stopped.push('second'));
  await Promise.all([first, once(socket, 'close')]);

  expect(stopped).toEqual(['first', 'second']);
});

test('leaves its port to the next', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.stop();

  await using next = await startTestSandbox({ port: sandbox.port });

  expect(next.url).toBe(sandbox.url);
});

test.for([[[]], [['one.example', 'two.example']]] as const)('demands exactly one Host, not %j', async ([hosts]) => {
  await using sandbox = await startTestSandbox();

  const { status, headers, body } = await ask(sandbox.url, { fields: { Host: hosts } });

  expect(status).toBe(400);
  expect(headers.get('content-type')).toBe('application/json');
  expect(JSON.parse(body)).toMatchObject({
    error: { code: 'bad_request', message: 'A request has exactly one Host header (RFC 9112, section 3.2). Send one.' },
  });
});

test('answers what fails with a 500, and what fails half way by hanging up', async () => {
  const seen: unknown[] = [];
  const listening = await listen({
    port: 0,
    host: '127.0.0.1',
    shutdown: new AbortController(),
    middleware: (request, response, next) => {
      if (request.url === '/half-way') response.writeHead(200, { 'content-length': 5 }).write('hal');
      next(new Error('a bug'));
    },
    refuse: (kind) => ({ reply: { status: 500, headers: { 'content-type': 'text/plain' } }, payload: kind }),
    onBug: (error) => seen.push(error),
  });
  onTestFinished(listening.stop);

  const failed = await fetch(listening.url);
  const halfWay = await fetch(`${listening.url}/half-way`);

  expect([failed.status, await failed.text()]).toEqual([500, 'internal']);
  await expect(halfWay.text()).rejects.toThrow('terminated');
  expect(seen).toEqual([new Error('a bug')]);
});
