import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import type { SetUpError } from '../../../index.ts';
import { listen } from '../../../mock/index.ts';
import { openSocket, rawRequest, sendRequest } from '../../support/speak-http.ts';
import { postToken, startTestSandbox } from '../../support/start-test-sandbox.ts';

/** The error with which a sandbox fails to start. */
const startErrorOf = (options: Parameters<typeof startTestSandbox>[0]): Promise<SetUpError> =>
  startTestSandbox(options).then(
    () => expect.unreachable('It started.'),
    (error: SetUpError) => error,
  );

test('listens on a free port, and reports it', async () => {
  await using sandbox = await startTestSandbox({ port: 0 });

  expect(sandbox.port).toBeGreaterThan(0);
  expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
});

test('has a URL with a reachable address when it listens on all addresses', async () => {
  await using sandbox = await startTestSandbox({ host: '0.0.0.0' });

  expect((await postToken(sandbox.url)).status).toBe(200);
});

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

test.runIf(hasIpv6)('puts an IPv6 address in brackets', async () => {
  await using sandbox = await startTestSandbox({ host: '::1' });

  expect(sandbox.url).toBe(`http://[::1]:${sandbox.port}`);
  expect((await sandbox.control.clock.read()).mode).toBe('running');
});

test('reports that a port is in use, with a remedy', async () => {
  await using other = await startTestSandbox();

  const { problems } = await startErrorOf({ port: other.port });

  expect(problems).toEqual([
    {
      place: `127.0.0.1:${other.port}`,
      problem: 'is in use by another program',
      remedy: 'Stop that program, or choose another port with --port (0: any free one).',
    },
  ]);
});

test('reports an address that is not of this machine', async () => {
  const { problems } = await startErrorOf({ host: '192.0.2.1' });

  expect(problems).toMatchObject([{ place: '192.0.2.1:0', problem: 'is not an address of this machine' }]);
});

test('can be stopped twice', async () => {
  await using sandbox = await startTestSandbox();

  await sandbox.stop();

  await expect(postToken(sandbox.url)).rejects.toThrow('fetch failed');
});

test('stops at once when no request is in progress', async () => {
  const sandbox = await startTestSandbox();
  await (await postToken(sandbox.url)).text();
  const idle = await openSocket(sandbox.url);

  await Promise.all([sandbox.stop(), once(idle, 'close')]);

  expect(idle.readyState).toBe('closed');
});

test('closes the connection of an unfinished request when it stops', async () => {
  const sandbox = await startTestSandbox();
  const socket = await openSocket(sandbox.url);
  socket.on('error', () => {});
  socket.write(rawRequest().subarray(0, -1));
  await postToken(sandbox.url);
  const stopped: string[] = [];

  const first = sandbox.stop().then(() => stopped.push('first'));
  await sandbox.stop().then(() => stopped.push('second'));
  await Promise.all([first, once(socket, 'close')]);

  expect(stopped).toEqual(['first', 'second']);
});

test('frees its port when it stops', async () => {
  const sandbox = await startTestSandbox();
  await sandbox.stop();

  await using next = await startTestSandbox({ port: sandbox.port });

  expect(next.url).toBe(sandbox.url);
});

test.for([[[]], [['one.example', 'two.example']]] as const)(
  'requires exactly one Host header, not %j',
  async ([hosts]) => {
    await using sandbox = await startTestSandbox();

    const { status, headers, body } = await sendRequest(sandbox.url, { fields: { Host: hosts } });

    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(body)).toMatchObject({
      error: {
        code: 'bad_request',
        message: 'A request has exactly one Host header (RFC 9112, section 3.2). Send one.',
      },
    });
  },
);

test('answers an error with a 500, and closes the connection after a partial reply', async () => {
  const bugs: unknown[] = [];
  const listening = await listen({
    port: 0,
    host: '127.0.0.1',
    shutdown: new AbortController(),
    middleware: (request, response, next) => {
      if (request.url === '/half-way') response.writeHead(200, { 'content-length': 5 }).write('hal');
      next(new Error('a bug'));
    },
    refuse: (kind) => ({ reply: { status: 500, headers: { 'content-type': 'text/plain' } }, payload: kind }),
    onBug: (error) => bugs.push(error),
  });
  onTestFinished(listening.stop);

  const failed = await fetch(listening.url);
  const halfWay = await fetch(`${listening.url}/half-way`);

  expect([failed.status, await failed.text()]).toEqual([500, 'internal']);
  await expect(halfWay.text()).rejects.toThrow('terminated');
  expect(bugs).toEqual([new Error('a bug')]);
});
