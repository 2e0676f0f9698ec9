import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { RequestBody, SandboxRequest } from '../../../mock/index.ts';
import { curlFor } from '../../../mock/observe/curl.ts';
import { issueBody, PRODUCTION } from '../../support/a-request.ts';
import { postToken, startTestSandbox } from '../../support/start-test-sandbox.ts';

const SECRETS = { declared: new Set<string>(), own: new Set([PRODUCTION]) };

const request = (parts: Partial<SandboxRequest> = {}): SandboxRequest => ({
  method: 'GET',
  target: '/things',
  headers: new Map(),
  body: { kind: 'none' },
  baseUrl: 'http://127.0.0.1:4010',
  ...parts,
});

const json = (value: unknown): RequestBody => ({ kind: 'json', mediaType: 'application/json', value, bytes: 0 });

test.for([
  ['a path', {}, 'curl -i -X GET http://127.0.0.1:4010/things'],
  ['a query', { target: '/things?a=1&b=2' }, "curl -i -X GET 'http://127.0.0.1:4010/things?a=1&b=2'"],
  ['brackets', { target: '/things?a[]=1' }, "curl -i -X GET -g 'http://127.0.0.1:4010/things?a[]=1'"],
  ['dots', { target: '/a/../things' }, 'curl -i -X GET --path-as-is http://127.0.0.1:4010/a/../things'],
  ['HEAD', { method: 'HEAD' }, 'curl --head http://127.0.0.1:4010/things'],
  [
    'a body with quotes',
    { method: 'POST', body: json({ name: "O'Brien" }) },
    String.raw`curl -i -X POST http://127.0.0.1:4010/things --data-raw '{"name":"O'\''Brien"}'`,
  ],
  [
    'headers, except those that curl adds itself',
    {
      headers: new Map([
        ['host', ['127.0.0.1:4010']],
        ['content-length', ['2']],
        ['connection', ['keep-alive']],
        ['sec-fetch-mode', ['cors']],
        ['x-a', ['1', "it's"]],
        ['x-empty', ['']],
      ]),
    },
    String.raw`curl -i -X GET http://127.0.0.1:4010/things -H 'x-a: 1' -H 'x-a: it'\''s' -H 'x-empty;'`,
  ],
  [
    'an unknown credential',
    { target: '/things?api_key=real', headers: new Map([['authorization', ['Bearer real']]]) },
    "curl -i -X GET 'http://127.0.0.1:4010/things?api_key=********' -H 'authorization: Bearer ********'",
  ],
  [
    'a body that was not kept',
    { method: 'POST', body: { kind: 'other', mediaType: 'text/plain', bytes: 3 } },
    'curl -i -X POST http://127.0.0.1:4010/things # The body was not kept.',
  ],
  [
    'a body that could not be read',
    { method: 'POST', body: { kind: 'unreadable', fault: 'malformed_body', detail: 'Why.', bytes: 3 } },
    'curl -i -X POST http://127.0.0.1:4010/things # The body was not kept.',
  ],
  [
    'a text',
    { method: 'POST', body: { kind: 'text', mediaType: 'text/plain', text: 'a b', bytes: 3 } },
    "curl -i -X POST http://127.0.0.1:4010/things --data-raw 'a b'",
  ],
  [
    'a form',
    {
      method: 'POST',
      body: {
        kind: 'form',
        mediaType: 'application/x-www-form-urlencoded',
        fields: [{ name: 'a', value: '1 2' }],
        bytes: 5,
      },
    },
    "curl -i -X POST http://127.0.0.1:4010/things --data-raw 'a=1+2'",
  ],
] as const)('repeats a request with %s', ([, parts, line]) => {
  expect(curlFor(request(parts), SECRETS)).toBe(line);
});

test('lets a shell run nothing but curl', () => {
  const hostile = '$(touch pwned) `id` "; rm -rf / #\n\\';

  const line = curlFor(request({ body: json(hostile), headers: new Map([['x-a', [hostile]]]) }), SECRETS);

  expect(line.replaceAll(/'[^']*'/g, '')).toBe('curl -i -X GET http://127.0.0.1:4010/things -H  --data-raw ');
});

const hasCurl = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
);

const repeat = async (curl: string): Promise<string> =>
  (await promisify(execFile)('sh', ['-c', curl.replace('curl ', 'curl -sS ')])).stdout;

test.runIf(hasCurl)('is a command that a shell can run', async () => {
  await using sandbox = await startTestSandbox();
  const first = await postToken(sandbox.url, { headers: { 'Idempotency-Key': "it's mine" } });
  const { curl } = await sandbox.control.requests.explain(first.headers.get('x-request-id') ?? '');

  const again = await repeat(curl);

  expect(again).toContain('HTTP/1.1 200 OK');
  expect(again.toLowerCase()).toContain('idempotency-replay: true');
  expect(again).toContain(await first.text());
});

test.runIf(hasCurl).for([
  ['quotes', `/~w1/v1/webrtc-token?a[]='1'&b={c}`, { ...issueBody(), "it's": '"$HOME" `id` \\' }],
  ['an empty field', '/v1/webrtc-token', issueBody()],
] as const)('repeats a request with %s over the wire', async ([, target, body]) => {
  await using sandbox = await startTestSandbox();
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${PRODUCTION}`, 'content-type': 'application/json', 'idempotency-key': '' },
    body: JSON.stringify(body),
  };
  const sent = await fetch(sandbox.url + target, init);
  const control = target.startsWith('/~') ? sandbox.control.inWorld('w1') : sandbox.control;
  const id = sent.headers.get('x-request-id') ?? '';

  await repeat((await control.requests.explain(id)).curl);

  const [repeated, original] = await control.requests.list();
  expect(repeated?.id).not.toBe(id);
  expect(repeated).toMatchObject({
    request: original?.request,
    status: original?.status,
    decidedBy: original?.decidedBy,
  });
  expect(repeated?.headers['idempotency-key']).toEqual(['']);
});
