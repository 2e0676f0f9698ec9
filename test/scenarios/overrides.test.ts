import { expect, test } from 'vitest';
import type { Reply } from '../../index.ts';
import type { ControlBench } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { DEMO, ISSUE, issueBody, PRODUCTION } from '../support/a-request.ts';
import { codeOf } from '../support/code-of.ts';

const queue = ({ control }: ControlBench, order: object): Reply =>
  control('POST', '/overrides', { operation: ISSUE, ...order });

const problemOf = ({ body }: Reply): string => (body as { readonly error: { readonly message: string } }).error.message;

test('answers so many calls as it was told to, then as ever', async () => {
  const bench = await openControl();
  queue(bench, { times: 2, reply: { status: 409 } });

  expect([bench.send(), bench.send(), bench.send()].map(({ status }) => status)).toEqual([409, 409, 200]);
});

test('takes overrides in the order in which they were queued', async () => {
  const bench = await openControl();
  queue(bench, { times: 2, reply: { status: 503 } });
  queue(bench, { fault: 'reset' });

  const replies = [bench.send(), bench.send(), bench.send(), bench.send()];

  expect(replies.map(({ status }) => status)).toEqual([503, 503, 200, 200]);
  expect(replies.map(({ transport }) => transport)).toEqual([undefined, undefined, 'reset', undefined]);
});

test("answers in the API's own words unless it is given a body", async () => {
  const bench = await openControl();
  queue(bench, { reply: { status: 404 } });
  queue(bench, { reply: { status: 404, body: { error: { code: 'gone', message: 'Gone.' } } } });

  const [own, given] = [bench.send(), bench.send()];

  expect(codeOf(own)).toBe('not_found');
  expect(given).toMatchObject({ body: { error: { code: 'gone', message: 'Gone.' } } });
  expect(given.headers['content-type']).toBe('application/json');
});

test('sends the headers that it is given, beside a body and without', async () => {
  const bench = await openControl();
  queue(bench, { reply: { status: 429, headers: { 'Retry-After': '7' } } });
  queue(bench, {
    reply: { status: 404, headers: { 'X-Why': 'because' }, body: { error: { code: 'a', message: 'b' } } },
  });

  expect(bench.send().headers['retry-after']).toBe('7');
  expect(bench.send().headers).toMatchObject({ 'x-why': 'because', 'content-type': 'application/json' });
});

test('sends a status that the contract does not declare, in the error envelope, and marks it', async () => {
  const bench = await openControl();
  queue(bench, { reply: { status: 503 } });

  const reply = bench.send();

  expect(reply.status).toBe(503);
  expect(codeOf(reply)).toBe('internal_error');
  expect(bench.control('GET', '/requests').body).toMatchObject({ requests: [{ undeclared: true }] });
});

test('sends a body of any shape with a status that the contract does not declare', async () => {
  const bench = await openControl();
  queue(bench, { reply: { status: 503, body: ['busy'] } });

  expect(bench.send()).toMatchObject({ status: 503, body: ['busy'] });
});

test('carries a request out whose answer it only delays or breaks', async () => {
  const bench = await openControl();
  queue(bench, { delayMs: 5 });
  queue(bench, { fault: 'truncate' });

  const replies = [bench.send(), bench.send()];

  expect(replies).toMatchObject([
    { status: 200, delayMs: 5 },
    { status: 200, transport: 'truncate' },
  ]);
  expect(bench.records('calls')).toHaveLength(2);
});

test.for([
  ['its body', { properties: { body: { properties: { to_number: { const: '+14155550115' } } } } }],
  ['a header', { properties: { headers: { required: ['x-marked'] } } }],
  ['its query', { properties: { query: { properties: { a: { const: 'first' } }, required: ['a'] } } }],
  ['who is asking', { properties: { headers: { properties: { authorization: { const: `Bearer ${DEMO}` } } } } }],
] as const)('waits for the request that it is meant for, told by %s', async ([, when]) => {
  const bench = await openControl();
  queue(bench, { when, reply: { status: 409 } });

  const other = bench.send({ key: PRODUCTION });
  const meant = bench.send({
    key: DEMO,
    target: '/v1/webrtc-token?a=first&a=second',
    headers: { 'X-Marked': 'yes' },
    body: issueBody('+14155550115'),
  });

  expect([other.status, meant.status]).toEqual([200, 409]);
});

test('shows a condition no body where there is none', async () => {
  const bench = await openControl();
  queue(bench, { when: { properties: { body: { type: 'null' } } }, reply: { status: 409 } });

  expect(bench.send({ body: undefined }).status).toBe(409);
});

test('is spent in one world only', async () => {
  const bench = await openControl();
  queue(bench, { reply: { status: 409 } });

  expect(bench.send({}, 'other').status).toBe(200);
  expect(bench.send().status).toBe(409);
});

test('lists what is queued, and forgets one or all', async () => {
  const bench = await openControl();
  const first = queue(bench, { reply: { status: 409 } }).body as { readonly override: { readonly id: string } };
  queue(bench, { reply: { status: 404 } });
  queue(bench, { reply: { status: 403 } });

  bench.control('DELETE', `/overrides/${first.override.id}`);
  expect(bench.control('GET', '/overrides').body).toMatchObject({
    overrides: [{ reply: { status: 404 } }, { reply: { status: 403 } }],
  });

  bench.control('DELETE', '/overrides');
  expect(bench.control('GET', '/overrides').body).toEqual({ overrides: [] });
});

test('cannot forget what is not queued', async () => {
  const { control } = await openControl();

  const reply = control('DELETE', '/overrides/ovr_unknown');

  expect(reply.status).toBe(404);
  expect(problemOf(reply)).toBe('No override is called ovr_unknown; it may be spent.');
});

test('answers a queued override with its id and its defaults', async () => {
  const reply = queue(await openControl(), { reply: { status: 409 } });

  expect(reply.status).toBe(201);
  expect(reply.body).toEqual({
    override: { id: expect.stringMatching(/^ovr_[\da-f]{24}$/), operation: ISSUE, times: 1, reply: { status: 409 } },
  });
});

const OFFENCES: readonly (readonly [string, object, string])[] = [
  [
    'an unknown operation',
    { operation: 'webrtc', reply: { status: 409 } },
    `No operation is called webrtc. There are ${ISSUE}`,
  ],
  ['nothing to do', {}, 'Nothing is to happen. Say "reply", "fault", "delayMs", or several of them.'],
  ['a status out of range', { reply: { status: 600 } }, 'reply.status must be <= 599'],
  ['an informational status', { reply: { status: 100 } }, 'reply.status must be >= 200'],
  ['an unknown fault', { fault: 'explode' }, 'fault must be one of "reset", "truncate", "malformed", "timeout"'],
  ['a negative delay', { delayMs: -1 }, 'delayMs must be >= 0'],
  ['no times at all', { times: 0, reply: { status: 409 } }, 'times must be >= 1'],
  ['an unknown property', { status: 409 }, 'status is not a known property'],
  [
    'a body that breaks the declared schema',
    { reply: { status: 404, body: { error: { code: 7, message: 'x' } } } },
    'The contract forbids this reply: /components/schemas/ErrorEnvelope: error.code must be string, and is number.',
  ],
  [
    'a success that breaks the declared schema',
    { reply: { status: 200, body: { data: {} } } },
    'The contract forbids this reply',
  ],
  [
    'a media type that is not declared',
    { reply: { status: 404, body: {}, headers: { 'Content-Type': 'text/plain' } } },
    'does not declare the media type "text/plain"',
  ],
  [
    'a media type without a body',
    { reply: { status: 404, headers: { 'Content-Type': 'text/plain' } } },
    'does not declare the media type "text/plain"',
  ],
  [
    'a header that frames the message',
    { reply: { status: 404, headers: { 'Content-Length': '5' } } },
    'content-length',
  ],
  [
    'the same in capitals',
    { reply: { status: 404, headers: { 'TRANSFER-ENCODING': 'chunked' } } },
    'transfer-encoding',
  ],
  ['a header that the sandbox sets', { reply: { status: 404, headers: { 'X-Request-Id': 'req_1' } } }, 'x-request-id'],
  ['a header name with a space', { reply: { status: 404, headers: { 'a b': 'c' } } }, '"a b" is no header name.'],
  ['a header value with a line break', { reply: { status: 404, headers: { a: 'b\r\nc: d' } } }, 'reply.headers.a'],
  ['a condition that is no schema', { when: { type: 'nonsense' }, delayMs: 1 }, '"when" is no JSON Schema'],
  ['a condition with a broken pattern', { when: { pattern: '(' }, delayMs: 1 }, '"when" is no JSON Schema'],
  ['a condition that refers elsewhere', { when: { $ref: 'http://x.test/y' }, delayMs: 1 }, '"when" is no JSON Schema'],
  ['a huge condition', { when: { description: 'x'.repeat(70_000) }, delayMs: 1 }, '"when" is larger than 65536'],
];

test.for(OFFENCES)('refuses to queue %s', async ([, order, problem]) => {
  const bench = await openControl();

  const reply = queue(bench, order);

  expect(reply.status).toBe(400);
  expect(codeOf(reply)).toBe('validation_error');
  expect(problemOf(reply)).toContain(problem);
  expect(bench.control('GET', '/overrides').body).toEqual({ overrides: [] });
});

test('judges a condition in linear time, whatever its pattern', async () => {
  const bench = await openControl();
  queue(bench, { when: { properties: { body: { properties: { to_number: { pattern: '^(a+)+$' } } } } }, delayMs: 1 });

  expect(bench.send({ body: issueBody(`${'a'.repeat(50_000)}!`) }).status).toBe(400);
});
