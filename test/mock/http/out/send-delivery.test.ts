import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sendDelivery } from '../../../../mock/http/out/send-delivery.ts';
import type { AttemptResult } from '../../../../mock/outbox/delivery.ts';
import { eventually } from '../../../support/eventually.ts';
import { startReceiver } from '../../../support/receiver.ts';
import { startTlsServer } from '../../../support/tls-server.ts';

const send = (
  url: string,
  allow: readonly string[] = [],
  signal = new AbortController().signal,
): Promise<AttemptResult> =>
  sendDelivery({ url, method: 'POST', headers: { 'content-type': 'text/plain' }, payload: 'héllo' }, { allow, signal });

test('sends the request unchanged, and returns the status', async () => {
  const receiver = await startReceiver({ status: 202, body: 'thanks' });

  const outcome = await send(`${receiver.url}/hook?a=b`);

  expect(outcome).toEqual({ status: 202 });
  expect(receiver.received).toMatchObject([
    {
      method: 'POST',
      target: '/hook?a=b',
      body: 'héllo',
      headers: { 'content-type': 'text/plain', 'content-length': '6', connection: 'close' },
    },
  ]);
});

test('sends to host names of this machine', async () => {
  const receiver = await startReceiver();

  expect(await send(receiver.url.replace('127.0.0.1', 'localhost'))).toEqual({ status: 204 });
});

test.for([
  'http://192.0.2.1/',
  'http://[2001:db8::1]/',
  'http://0.0.0.0/',
  'http://169.254.169.254/latest',
  'http://3221225985/',
])('does not send to %s', async (url) => {
  const { hostname } = new URL(url);

  expect(await send(url)).toEqual({
    error: `Not sent: ${hostname.replaceAll(/[[\]]/g, '')} is not this machine. Add the host to outgoing.allow in the settings.`,
  });
});

const resolvingTo = (...addresses: readonly string[]) => ({
  signal: new AbortController().signal,
  resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: 4 }))),
});

test('checks the addresses that a host name resolves to when it sends', async () => {
  const receiver = await startReceiver();
  const url = receiver.url.replace('127.0.0.1', 'hooks.test');
  const outgoing = { url, method: 'POST', headers: {}, payload: '' };
  const refusal = { error: expect.stringContaining('Not sent: hooks.test (192.0.2.1) is not this machine.') };

  expect(await sendDelivery(outgoing, { allow: [], ...resolvingTo('192.0.2.1') })).toEqual(refusal);
  expect(await sendDelivery(outgoing, { allow: [], ...resolvingTo('127.0.0.1', '192.0.2.1') })).toEqual(refusal);
  expect(receiver.received).toEqual([]);
  expect(await sendDelivery(outgoing, { allow: [], ...resolvingTo('127.0.0.1') })).toEqual({ status: 204 });
});

test('sends to a host that the settings allow', async () => {
  const signal = AbortSignal.abort();

  // An address for documentation (RFC 5737): no host answers there, but sending to it is allowed.
  expect(await send('http://192.0.2.1/', ['192.0.2.1'], signal)).toEqual({ error: 'This operation was aborted' });
});

test('does not follow redirects', async () => {
  const other = await startReceiver();
  const receiver = await startReceiver({ status: 307, headers: { location: other.url } });

  expect(await send(receiver.url)).toEqual({ status: 307 });
  expect(other.received).toEqual([]);
});

test('does not wait for the end of a response body', async () => {
  const receiver = await startReceiver({ status: 200, body: 'x'.repeat(10_000_000) });

  expect(await send(receiver.url)).toEqual({ status: 200 });
});

test('reports why there was no response', async () => {
  const aborted = new AbortController();
  const receiver = await startReceiver('hang');

  const outcome = send(receiver.url, [], aborted.signal);
  await eventually(() => receiver.received.length === 1);
  aborted.abort();

  expect(await outcome).toEqual({ error: 'This operation was aborted' });
  expect(await send('http://127.0.0.1:1/')).toEqual({ error: 'connect ECONNREFUSED 127.0.0.1:1' });
  expect(await send('ftp://127.0.0.1/')).toEqual({ error: 'Not sent: ftp: is neither http: nor https:.' });
});

test('refuses a header value with a line break', async () => {
  const { signal } = new AbortController();
  const receiver = await startReceiver();
  const headers = { a: 'b\r\nc: d' };

  const outcome = await sendDelivery(
    { url: receiver.url, method: 'POST', headers, payload: '' },
    { allow: [], signal },
  );

  expect(outcome).toEqual({ error: 'Invalid character in header content ["a"]' });
});

test('sends to https, and refuses an untrusted certificate', async () => {
  const server = await startTlsServer();

  expect(await send(server.url)).toEqual({ error: expect.stringMatching(/self.signed certificate/) });
  expect(server.requestCount()).toBe(0);
});

test('reports a host name that does not resolve', async () => {
  const { signal } = new AbortController();
  const outgoing = { url: 'http://hooks.test/', method: 'DELETE', headers: {}, payload: '' };
  const failToResolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND hooks.test'));

  expect(await sendDelivery(outgoing, { allow: [], signal, resolve: failToResolve })).toEqual({
    error: 'getaddrinfo ENOTFOUND hooks.test',
  });
});

test('a delivery without a body has no Content-Length for a method that needs none', async () => {
  const { signal } = new AbortController();
  const receiver = await startReceiver();

  for (const method of ['DELETE', 'POST'])
    await sendDelivery({ url: receiver.url, method, headers: {}, payload: '' }, { allow: [], signal });

  expect(receiver.received.map(({ headers }) => headers['content-length'])).toEqual([undefined, '0']);
});

test('a response that switches protocols ends the attempt', async () => {
  const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n';
  const server = createServer((socket) => socket.once('data', () => socket.write(switching)).on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());

  expect(await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toEqual({
    error: expect.stringContaining('without a reply'),
  });
});
