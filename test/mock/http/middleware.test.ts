import { afterAll, expect, test } from 'vitest';
import { ask, rawRequest, speak } from '../../support/speak-http.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { STRANGERS_CONTRACT, temporaryFile } from '../../support/temporary-file.ts';

const sandbox = await startTestSandbox();
const { url } = sandbox;
afterAll(() => sandbox.stop());

test('names everything that is wrong with a body at once, by field', async () => {
  const body = '{"from_number":"0155","extra":1,"__proto__":2,"constructor":3}';

  const answer = await ask(url, { body });

  expect(answer.status).toBe(400);
  expect(answer.body).toContain('"code":"validation_error"');
  const unknown = 'is not a known property; known are from_number, to_number';
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

test.for(['null', '[]', '"text"', '7'])('says that the body must be an object, and is %s', async (body) => {
  const answer = await ask(url, { body });

  expect(answer.status).toBe(400);
  expect(answer.body).toContain('The body must be object, and is ');
});

test.for([
  ['Authorization', ['Bearer rv_test', 'Bearer rv_test'], 401, '2 Authorization headers were sent.'],
  ['Idempotency-Key', ['a', 'b'], 400, 'must be sent once, and was sent 2 times'],
  ['Content-Type', ['application/json', 'text/plain'], 400, 'Several Content-Type headers were sent.'],
] as const)('refuses a %s header that is sent twice', async ([name, values, status, message]) => {
  const answer = await ask(url, { fields: { [name]: values } });

  expect(answer.status).toBe(status);
  expect(answer.body).toContain(message);
});

test('refuses a client that takes no JSON, with a status that the operation declares', async () => {
  const { status, headers, body } = await ask(url, { fields: { Accept: 'text/html' } });

  expect(status).toBe(400);
  expect(headers.get('accept')).toBe('application/json');
  expect(body).toContain('"code":"not_acceptable"');
});

test.for(['GET', 'PUT', 'PROPFIND'])('answers %s with the methods that the path knows', async (method) => {
  const { status, headers, body } = await ask(url, { method, body: '' });

  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('OPTIONS, POST');
  expect(body).toContain(`/v1/webrtc-token does not know ${method}. It knows OPTIONS, POST.`);
});

test('answers HEAD with the header fields that GET has, and no body', async () => {
  await using pets = await startTestSandbox({ contract: await temporaryFile('pets.yaml', STRANGERS_CONTRACT) });
  const request = { target: '/pets', fields: { 'X-Api-Key': 'k' }, body: '' };

  const get = await ask(pets.url, { ...request, method: 'GET' });
  const head = await ask(pets.url, { ...request, method: 'HEAD' });

  expect(get).toMatchObject({ status: 200, body: '[{"name":"Rex"}]' });
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
});

test('answers a plain OPTIONS with the methods, and no body', async () => {
  const { status, headers, body } = await ask(url, { method: 'OPTIONS', body: '' });

  expect(status).toBe(204);
  expect(headers.get('allow')).toBe('OPTIONS, POST');
  expect(headers.has('content-length')).toBe(false);
  expect(body).toBe('');
});

test.for(['/v1/webrtc-token/', '//v1/webrtc-token', '/V1/WebRTC-Token'])(
  'hints at the path that %s is like',
  async (target) => {
    const { status, body } = await ask(url, { target });

    expect(status).toBe(404);
    expect(body).toContain('Did you mean /v1/webrtc-token?');
  },
);

test.for(['/v1/webrtc%2Dtoken', '/%76%31/webrtc-token', 'http://api.example/v1/webrtc-token?a=b'])(
  'serves %s as the path that it means',
  async (target) => {
    expect(await ask(url, { target })).toMatchObject({ status: 200 });
  },
);

test.for(['/v1/%zz', '/v1/%', '/v1/%ff', '/~w1/%E0%A4'])('says what is wrong with the path %s', async (target) => {
  const { status, body } = await ask(url, { target });

  expect(status).toBe(400);
  expect(body).toContain('"code":"path_malformed"');
  expect(body).toContain('Write it as %25.');
});

test('takes a target that is a host alone for its root', async () => {
  const { status, body } = await ask(url, { target: 'http://api.example' });

  expect(status).toBe(404);
  expect(body).toContain('No operation has the path /.');
});

test('refuses an absurdly long URL', async () => {
  const { status, headers, body } = await ask(url, { target: `/v1/webrtc-token?${'a'.repeat(9_000)}` });

  expect(status).toBe(414);
  expect(headers.get('x-request-id')).toMatch(/^req_/);
  expect(body).toContain('The URL has 9017 characters, and may have 8192. Shorten it.');
});

test('answers requests that are sent before the answer, in order', async () => {
  const keepAlive = { Connection: 'keep-alive' };
  const requests = [
    rawRequest({ fields: keepAlive, body: '{}' }),
    rawRequest({ fields: keepAlive, target: '/nothing' }),
    rawRequest(),
  ];

  const received = await speak(url, Buffer.concat(requests));

  expect([...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['400', '404', '200']);
});

test('answers a request of HTTP/1.0 that names no host', async () => {
  const request = rawRequest({ fields: { Host: null } })
    .toString()
    .replace('HTTP/1.1', 'HTTP/1.0');

  expect(await speak(url, request)).toContain('200 OK');
});

test('repeats no odd Host in its links', async () => {
  const fields = { Host: 'evil"\\x', Authorization: 'Bearer nobody' };

  const { headers } = await ask(url, { fields });

  expect(headers.get('www-authenticate')).toContain('resource_metadata="http://localhost/.well-known/');
});
