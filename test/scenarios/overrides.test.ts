import { expect, test } from 'vitest';
import type { Reply } from '../../mock/index.ts';
import type { ControlHarness } from '../mock/control/open-control.ts';
import { openControl } from '../mock/control/open-control.ts';
import { DEMO, ISSUE, issueBody, PRODUCTION } from '../support/a-request.ts';
import { codeOf } from '../support/code-of.ts';

const queue = ({ control }: ControlHarness, override: object): Reply =>
  control('POST', '/overrides', { operation: ISSUE, ...override });

const problemOf = ({ body }: Reply): string => (body as { readonly error: { readonly message: string } }).error.message;

test('applies the given number of times, and then no longer', async () => {
  const harness = await openControl();
  queue(harness, { times: 2, reply: { status: 409 } });

  expect([harness.send(), harness.send(), harness.send()].map(({ status }) => status)).toEqual([409, 409, 200]);
});

test('applies overrides in the order in which they were queued', async () => {
  const harness = await openControl();
  queue(harness, { times: 2, reply: { status: 503 } });
  queue(harness, { fault: 'reset' });

  const replies = [harness.send(), harness.send(), harness.send(), harness.send()];

  expect(replies.map(({ status }) => status)).toEqual([503, 503, 200, 200]);
  expect(replies.map(({ transport }) => transport)).toEqual([undefined, undefined, 'reset', undefined]);
});

test("answers in the API's own error format unless it has a body", async () => {
  const harness = await openControl();
  queue(harness, { reply: { status: 404 } });
  queue(harness, { reply: { status: 404, body: { error: { code: 'gone', message: 'Gone.' } } } });

  const [own, given] = [harness.send(), harness.send()];

  expect(codeOf(own)).toBe('not_found');
  expect(given).toMatchObject({ body: { error: { code: 'gone', message: 'Gone.' } } });
  expect(given.headers['content-type']).toBe('application/json');
});

test('sends the given headers, with and without a body', async () => {
  const harness = await openControl();
  queue(harness, { reply: { status: 429, headers: { 'Retry-After': '7' } } });
  queue(harness, {
    reply: { status: 404, headers: { 'X-Why': 'because' }, body: { error: { code: 'a', message: 'b' } } },
  });

  expect(harness.send().headers['retry-after']).toBe('7');
  expect(harness.send().headers).toMatchObject({ 'x-why': 'because', 'content-type': 'application/json' });
});

test('sends a status that the contract does not declare, in the error envelope, and marks it', async () => {
  const harness = await openControl();
  queue(harness, { reply: { status: 503 } });

  const reply = harness.send();

  expect(reply.status).toBe(503);
  expect(codeOf(reply)).toBe('internal_error');
  expect(harness.control('GET', '/requests').body).toMatchObject({ requests: [{ undeclared: true }] });
});

test('sends a body of any shape with a status that the contract does not declare', async () => {
  const harness = await openControl();
  queue(harness, { reply: { status: 503, body: ['busy'] } });

  expect(harness.send()).toMatchObject({ status: 503, body: ['busy'] });
});

test('executes a request whose reply it only delays or breaks', async () => {
  const harness = await openControl();
  queue(harness, { delayMs: 5 });
  queue(harness, { fault: 'truncate' });

  const replies = [harness.send(), harness.send()];

  expect(replies).toMatchObject([
    { status: 200, delayMs: 5 },
    { status: 200, transport: 'truncate' },
  ]);
  expect(harness.records('calls')).toHaveLength(2);
});

test.for([
  ['its body', { properties: { body: { properties: { to_number: { const: '+14155550115' } } } } }],
  ['a header', { properties: { headers: { required: ['x-marked'] } } }],
  ['its query', { properties: { query: { properties: { a: { const: 'first' } }, required: ['a'] } } }],
  ['its caller', { properties: { headers: { properties: { authorization: { const: `Bearer ${DEMO}` } } } } }],
] as const)('waits for the request that matches by %s', async ([, when]) => {
  const harness = await openControl();
  queue(harness, { when, reply: { status: 409 } });

  const other = harness.send({ key: PRODUCTION });
  const matching = harness.send({
    key: DEMO,
    target: '/v1/webrtc-token?a=first&a=second',
    headers: { 'X-Marked': 'yes' },
    body: issueBody('+14155550115'),
  });

  expect([other.status, matching.status]).toEqual([200, 409]);
});

test('evaluates a condition against a null body when there is no body', async () => {
  const harness = await openControl();
  queue(harness, { when: { properties: { body: { type: 'null' } } }, reply: { status: 409 } });

  expect(harness.send({ body: undefined }).status).toBe(409);
});

test('is used up in its own world only', async () => {
  const harness = await openControl();
  queue(harness, { reply: { status: 409 } });

  expect(harness.send({}, 'other').status).toBe(200);
  expect(harness.send().status).toBe(409);
});

test('lists the queued overrides, and deletes one or all', async () => {
  const harness = await openControl();
  const first = queue(harness, { reply: { status: 409 } }).body as { readonly override: { readonly id: string } };
  queue(harness, { reply: { status: 404 } });
  queue(harness, { reply: { status: 403 } });

  harness.control('DELETE', `/overrides/${first.override.id}`);
  expect(harness.control('GET', '/overrides').body).toMatchObject({
    overrides: [{ reply: { status: 404 } }, { reply: { status: 403 } }],
  });

  harness.control('DELETE', '/overrides');
  expect(harness.control('GET', '/overrides').body).toEqual({ overrides: [] });
});

test('refuses to delete an override that is not queued', async () => {
  const { control } = await openControl();

  const reply = control('DELETE', '/overrides/ovr_unknown');

  expect(reply.status).toBe(404);
  expect(problemOf(reply)).toBe('There is no override ovr_unknown; it may have been used up.');
});

test('returns a queued override with its id and its defaults', async () => {
  const reply = queue(await openControl(), { reply: { status: 409 } });

  expect(reply.status).toBe(201);
  expect(reply.body).toEqual({
    override: { id: expect.stringMatching(/^ovr_[\da-f]{24}$/), operation: ISSUE, times: 1, reply: { status: 409 } },
  });
});

const INVALID_OVERRIDES: readonly (readonly [string, object, string])[] = [
  [
    'an unknown operation',
    { operation: 'webrtc', reply: { status: 409 } },
    `Unknown operation webrtc. Known: ${ISSUE}`,
  ],
  ['no effect', {}, 'The outcome is missing. Set "reply", "fault", "delayMs", or several of them.'],
  ['a status out of range', { reply: { status: 600 } }, 'reply.status must be <= 599'],
  ['an informational status', { reply: { status: 100 } }, 'reply.status must be >= 200'],
  ['an unknown fault', { fault: 'explode' }, 'fault must be one of "reset", "truncate", "malformed", "timeout"'],
  ['a negative delay', { delayMs: -1 }, 'delayMs must be >= 0'],
  ['zero times', { times: 0, reply: { status: 409 } }, 'times must be >= 1'],
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
    'such a header in upper case',
    { reply: { status: 404, headers: { 'TRANSFER-ENCODING': 'chunked' } } },
    'transfer-encoding',
  ],
  ['a header that the sandbox sets', { reply: { status: 404, headers: { 'X-Request-Id': 'req_1' } } }, 'x-request-id'],
  [
    'a header name with a space',
    { reply: { status: 404, headers: { 'a b': 'c' } } },
    '"a b" is not a valid header name.',
  ],
  ['a header value with a line break', { reply: { status: 404, headers: { a: 'b\r\nc: d' } } }, 'reply.headers.a'],
  ['a condition that is not a schema', { when: { type: 'nonsense' }, delayMs: 1 }, '"when" is not a valid JSON Schema'],
  ['a condition with a broken pattern', { when: { pattern: '(' }, delayMs: 1 }, '"when" is not a valid JSON Schema'],
  [
    'a condition that refers elsewhere',
    { when: { $ref: 'http://x.test/y' }, delayMs: 1 },
    '"when" is not a valid JSON Schema',
  ],
  ['a huge condition', { when: { description: 'x'.repeat(70_000) }, delayMs: 1 }, '"when" is larger than 65536'],
];

test.for(INVALID_OVERRIDES)('refuses to queue %s', async ([, override, problem]) => {
  const harness = await openControl();

  const reply = queue(harness, override);

  expect(reply.status).toBe(400);
  expect(codeOf(reply)).toBe('validation_error');
  expect(problemOf(reply)).toContain(problem);
  expect(harness.control('GET', '/overrides').body).toEqual({ overrides: [] });
});

test('evaluates a condition in linear time, whatever its pattern', async () => {
  const harness = await openControl();
  queue(harness, { when: { properties: { body: { properties: { to_number: { pattern: '^(a+)+$' } } } } }, delayMs: 1 });

  expect(harness.send({ body: issueBody(`${'a'.repeat(50_000)}!`) }).status).toBe(400);
});
