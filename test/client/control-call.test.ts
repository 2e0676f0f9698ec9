import { expect, test } from 'vitest';
import { ControlClient, ControlError } from '../../client/index.ts';
import { startTestSandbox } from '../support/start-test-sandbox.ts';

test('throws the error of a call that the sandbox refuses', async () => {
  await using sandbox = await startTestSandbox();

  const refused = sandbox.control.calls.get('nothing');

  await expect(refused).rejects.toThrow(ControlError);
  await expect(refused).rejects.toMatchObject({
    name: 'ControlError',
    status: 404,
    code: 'not_found',
    message: 'There is no call nothing in this world. (404 not_found)',
  });
});

test('encodes values in paths', async () => {
  await using sandbox = await startTestSandbox();

  await expect(sandbox.control.numbers.remove('../clock?a=b#c')).rejects.toThrow(
    'No organization owns ../clock?a=b#c in this world.',
  );
});

test('understands the errors of a sandbox without a pack', async () => {
  await using sandbox = await startTestSandbox({ pack: 'none' });

  await expect(sandbox.control.requests.explain('nothing')).rejects.toMatchObject({ status: 404, code: 'not_found' });
});

/** A control client whose calls get this response. */
const clientWithResponse = (body: string, status = 500): ControlClient =>
  new ControlClient({ url: 'http://sandbox.test', fetch: async () => new Response(body, { status }) });

test.for([
  ['{"error":{"code":"a","message":"B."}}', 'a', 'B. (500 a)'],
  ['{"type":"about:blank","code":"a","detail":"B."}', 'a', 'B. (500 a)'],
  ['{"detail":"B."}', 'http_500', 'B. (500 http_500)'],
  ['{"error":"B."}', 'http_500', '{"error":"B."} (500 http_500)'],
  ['{}', 'http_500', '{} (500 http_500)'],
  ['null', 'http_500', 'null (500 http_500)'],
  ['<h1>Bad gateway</h1>', 'http_500', '<h1>Bad gateway</h1> (500 http_500)'],
  ['', 'http_500', 'The control API returned no error message. (500 http_500)'],
])('reads from %s the code %s', async ([body, code, message]) => {
  await expect(clientWithResponse(body ?? '').reset()).rejects.toMatchObject({ status: 500, code, message });
});

test('calls its world with its token, and sends a content type only with a body', async () => {
  const sent: [string, RequestInit][] = [];
  const record = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    sent.push([new Request(url).url, init]);
    return new Response('{}');
  };
  const control = new ControlClient({ url: 'http://sandbox.test/', world: 'w1', token: 't', fetch: record });

  await control.clock.read();
  await control.gateway.connect('rvw_x');

  expect(sent.map(([url, { method }]) => `${method} ${url}`)).toEqual([
    'GET http://sandbox.test/~w1/_sandbox/clock',
    'POST http://sandbox.test/~w1/_sandbox/gateway/connect',
  ]);
  expect(sent.map(([, { headers }]) => Object.fromEntries(new Headers(headers)))).toEqual([
    { 'sandbox-control-token': 't' },
    { 'sandbox-control-token': 't', authorization: 'Bearer rvw_x', 'content-type': 'application/json' },
  ]);
});
