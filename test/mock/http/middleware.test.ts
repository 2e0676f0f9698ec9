import { afterAll, expect, test } from 'vitest';
import { rawRequest, sendBytes, sendRequest } from '../../support/speak-http.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { PETS_CONTRACT, temporaryFile } from '../../support/temporary-file.ts';

const sandbox = await startTestSandbox();
const { url } = sandbox;
afterAll(() => sandbox.stop());

test('reports all problems of a body at once, by field', async () => {
  const body = '{"from_number":"0155","extra":1,"__proto__":2,"constructor":3}';

  const answer = await sendRequest(url, { body });

  expect(answer.status).toBe(400);
  expect(answer.body).toContain('"code":"validation_error"');
  const unknown = 'is not a known property; allowed: from_number, to_number';
  const { fields } = (JSON.parse(answer.body) as { readonly error: { readonly fields: object } }).error;
  expect(new Map(Object.entries(fields))).toEqual(
    new Map([
      ['from_number', 'must be an E.164 number such as +14155550100'],
      ['to_number', 'is required'],
      ['extra', unknown],
      ['__proto__', unknown],
      ['constructor', unknown],
    ]),
  );
});

test.for(['null', '[]', '"text"', '7'])('refuses the body %s, which is not an object', async (body) => {
  const answer = await sendRequest(url, { body });

  expect(answer.status).toBe(400);
  expect(answer.body).toContain('The body must be object, and is ');
});

test.for([
  ['Authorization', ['Bearer rv_test', 'Bearer rv_test'], 401, '2 Authorization headers were sent.'],
  ['Idempotency-Key', ['a', 'b'], 400, 'must be sent once, but was sent 2 times'],
  ['Content-Type', ['application/json', 'text/plain'], 400, 'Several Content-Type headers were sent.'],
] as const)('refuses a %s header that is sent twice', async ([name, values, status, message]) => {
  const answer = await sendRequest(url, { fields: { [name]: values } });

  expect(answer.status).toBe(status);
  expect(answer.body).toContain(message);
});

test('refuses a client that does not accept JSON, with a declared status', async () => {
  const { status, headers, body } = await sendRequest(url, { fields: { Accept: 'text/html' } });

  expect(status).toBe(400);
  expect(headers.get('accept')).toBe('application/json');
  expect(body).toContain('"code":"not_acceptable"');
});

test.for(['GET', 'PUT', 'PROPFIND'])('answers %s with the methods of the path', async (method) => {
  const { status, headers, body } = await sendRequest(url, { method, body: '' });

  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('OPTIONS, POST');
  expect(body).toContain(`/v1/webrtc-token does not allow ${method}. Allowed: OPTIONS, POST.`);
});

test('answers HEAD with the headers of GET, without a body', async () => {
  await using pets = await startTestSandbox({ contract: await temporaryFile('pets.yaml', PETS_CONTRACT) });
  const request = { target: '/pets', fields: { 'X-Api-Key': 'k' }, body: '' };

  const get = await sendRequest(pets.url, { ...request, method: 'GET' });
  const head = await sendRequest(pets.url, { ...request, method: 'HEAD' });

  expect(get).toMatchObject({ status: 200, body: '[{"name":"Rex"}]' });
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
});

test('answers a plain OPTIONS with the methods, without a body', async () => {
  const { status, headers, body } = await sendRequest(url, { method: 'OPTIONS', body: '' });

  expect(status).toBe(204);
  expect(headers.get('allow')).toBe('OPTIONS, POST');
  expect(headers.has('content-length')).toBe(false);
  expect(body).toBe('');
});

test.for(['/v1/webrtc-token/', '//v1/webrtc-token', '/V1/WebRTC-Token'])(
  'suggests a path that is similar to %s',
  async (target) => {
    const { status, body } = await sendRequest(url, { target });

    expect(status).toBe(404);
    expect(body).toContain('Did you mean /v1/webrtc-token?');
  },
);

test.for(['/v1/webrtc%2Dtoken', '/%76%31/webrtc-token', 'http://api.example/v1/webrtc-token?a=b'])(
  'serves the equivalent path %s',
  async (target) => {
    expect(await sendRequest(url, { target })).toMatchObject({ status: 200 });
  },
);

test.for(['/v1/%zz', '/v1/%', '/v1/%ff', '/~w1/%E0%A4'])('reports the malformed path %s', async (target) => {
  const { status, body } = await sendRequest(url, { target });

  expect(status).toBe(400);
  expect(body).toContain('"code":"path_malformed"');
  expect(body).toContain('Write it as %25.');
});

test('reads a target without a path as the root', async () => {
  const { status, body } = await sendRequest(url, { target: 'http://api.example' });

  expect(status).toBe(404);
  expect(body).toContain('No operation has the path /.');
});

test('refuses a URL that is too long', async () => {
  const { status, headers, body } = await sendRequest(url, { target: `/v1/webrtc-token?${'a'.repeat(9_000)}` });

  expect(status).toBe(414);
  expect(headers.get('x-request-id')).toMatch(/^req_/);
  expect(body).toContain('The URL has 9017 characters; at most 8192 are allowed. Shorten it.');
});

test('answers pipelined requests in order', async () => {
  const keepAlive = { Connection: 'keep-alive' };
  const requests = [
    rawRequest({ fields: keepAlive, body: '{}' }),
    rawRequest({ fields: keepAlive, target: '/nothing' }),
    rawRequest(),
  ];

  const received = await sendBytes(url, Buffer.concat(requests));

  expect([...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['400', '404', '200']);
});

test('answers an HTTP/1.0 request without a Host header', async () => {
  const request = rawRequest({ fields: { Host: null } })
    .toString()
    .replace('HTTP/1.1', 'HTTP/1.0');

  expect(await sendBytes(url, request)).toContain('200 OK');
});

test('does not repeat an invalid Host in links', async () => {
  const fields = { Host: 'evil"\\x', Authorization: 'Bearer unknown' };

  const { headers } = await sendRequest(url, { fields });

  expect(headers.get('www-authenticate')).toContain('resource_metadata="http://localhost/.well-known/');
});
