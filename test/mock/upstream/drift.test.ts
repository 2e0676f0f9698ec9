import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { replyDrift, requestDrift } from '../../../mock/upstream/drift.ts';
import type { UpstreamReply } from '../../../mock/upstream/upstream.ts';
import { aContract } from '../contract/a-contract.ts';

const NAMED = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

const RESPONSES: JsonObject = {
  200: {
    description: 'It.',
    headers: { 'X-Count': { required: true, schema: { type: 'integer' } } },
    content: { 'application/json': { schema: NAMED } },
  },
  204: { description: 'Done.' },
  304: { description: 'As before.', content: { 'application/json': {} } },
  404: { description: 'Not here.' },
  410: { description: 'Gone.', content: { 'text/plain': {} } },
};

const JSON_TYPE = ['content-type', ['application/json']] as const;
const COUNT = ['x-count', ['1']] as const;

const reply = (
  status: number,
  body: UpstreamReply['body'],
  ...headers: readonly (readonly [string, readonly string[]])[]
): UpstreamReply => ({ kind: 'reply', status, headers: new Map(headers), body });

const driftRules = (answer: UpstreamReply, method = 'PUT'): readonly string[] => {
  const [operation] = aContract({ operation: { responses: RESPONSES } }).operations;
  return replyDrift(answer, operation!, method).map(({ pointer, rule, server }) => `${pointer} ${rule}: ${server}`);
};

const valueBody = (value: unknown): UpstreamReply['body'] => ({ kind: 'value', value, bytes: 9 });

const NONE: UpstreamReply['body'] = { kind: 'none' };

test.for<readonly [what: string, answer: UpstreamReply, drift: readonly unknown[]]>([
  ['nothing for a valid reply', reply(200, valueBody({ name: 'a' }), JSON_TYPE, COUNT), []],
  ['an undeclared status', reply(500, NONE), ['/status status: answered 500']],
  [
    'a broken body',
    reply(200, valueBody({ name: 7 }), JSON_TYPE, COUNT),
    [expect.stringMatching(/^\/body\/name type: /)],
  ],
  [
    'a body without what is required',
    reply(200, valueBody({}), JSON_TYPE, COUNT),
    [expect.stringMatching(/^\/body\/name required: /)],
  ],
  [
    'a missing header',
    reply(200, valueBody({ name: 'a' }), JSON_TYPE),
    [expect.stringMatching(/^\/header\/x-count required: /)],
  ],
  [
    'a broken header',
    reply(200, valueBody({ name: 'a' }), JSON_TYPE, ['x-count', ['many']]),
    [expect.stringMatching(/^\/header\/x-count type: /)],
  ],
  [
    'another type',
    reply(200, valueBody('a'), ['content-type', ['text/html']], COUNT),
    ['/body media-type: sent text/html'],
  ],
  ['no type', reply(200, valueBody('a'), COUNT), ['/body media-type: sent no media type']],
  ['no content', reply(200, NONE, COUNT), ['/body content: sent no content']],
  ['no content, since it is a 304', reply(304, NONE), []],
  ['an undeclared body', reply(204, valueBody('a'), JSON_TYPE), ['/body content: sent 9 bytes']],
  [
    'a problem document where no content is declared',
    reply(404, valueBody({}), ['content-type', ['application/problem+json']]),
    [],
  ],
  ['a text', reply(410, valueBody('Gone.'), ['content-type', ['text/plain']]), []],
  [
    'broken JSON',
    reply(200, { kind: 'unreadable', detail: 'it ends early', bytes: 1 }, JSON_TYPE, COUNT),
    [expect.stringMatching(/^\/body json: sent a body that cannot be read: it ends early/)],
  ],
  [
    'bytes for JSON',
    reply(200, { kind: 'opaque', bytes: 3 }, JSON_TYPE, COUNT),
    [expect.stringMatching(/^\/body json: sent 3 bytes that are not text/)],
  ],
])('reports $0', ([, answer, drift]) => {
  expect(driftRules(answer)).toEqual(drift);
});

test('a reply to HEAD has no body to check', () => {
  expect(driftRules(reply(200, NONE, COUNT), 'HEAD')).toEqual([]);
});

test('reports how the server handled a request that breaks the contract', () => {
  const problem = { kind: 'unsupported_media_type', detail: 'A body of type text/plain was sent.' } as const;
  const violations = [{ pointer: '/name', field: 'name', rule: 'required', message: 'is required' }];

  expect(requestDrift(problem, 200)[0]).toMatchObject({
    rule: 'unsupported_media_type',
    server: 'accepted the request with 200',
  });
  expect(requestDrift({ ...problem, violations }, 400)[0]).toMatchObject({
    rule: 'required',
    server: 'refused the request with 400',
  });
});

const DETAILED = {
  ...NAMED,
  properties: {
    name: { enum: ['a'] },
    token: { type: 'integer' },
    tags: { type: 'string' },
    owner: { type: 'string' },
  },
};

/** The `server` text of each drift, for a contract with a detailed body and an optional header. */
const serverTexts = (
  body: unknown,
  ...headers: readonly (readonly [string, readonly string[]])[]
): readonly string[] => {
  const responses = {
    200: {
      description: 'It.',
      headers: { 'X-Api-Key': { schema: { type: 'integer' } } },
      content: { 'application/json': { schema: DETAILED } },
    },
  };
  const [operation] = aContract({ operation: { responses } }).operations;
  return replyDrift(reply(200, valueBody(body), JSON_TYPE, ...headers), operation!, 'GET').map(({ server }) => server);
};

test('an optional header may be missing', () => {
  expect(serverTexts({ name: 'a' })).toEqual([]);
});

test('a body of another type is called the body', () => {
  const [operation] = aContract({ operation: { responses: RESPONSES } }).operations;

  const [drift] = replyDrift(reply(200, valueBody(['a']), JSON_TYPE, COUNT), operation!, 'GET');

  expect(drift).toMatchObject({
    pointer: '/body',
    contract: expect.stringMatching(/^the body /),
    server: 'sent an array',
  });
});

test('the sent value is shown, unless it is long or may be a secret', () => {
  expect(serverTexts({ name: 'b' })).toEqual(['sent "b"']);
  expect(serverTexts({ name: 'x'.repeat(200) })).toEqual(['sent a string of 202 characters']);
  expect(serverTexts({ name: 'a', token: 'sesame' })).toEqual(['sent a string']);
  expect(serverTexts({ name: 'a', owner: { password: 'sesame' }, tags: [] })).toEqual([
    'sent an array',
    'sent an object',
  ]);
  expect(serverTexts({ name: 'a' }, ['x-api-key', ['sesame']])).toEqual(['sent a string']);
});

test('at most 20 drifts of one reply are reported', () => {
  const schema = { type: 'array', items: { type: 'string' } };
  const responses = { 200: { description: 'All.', content: { 'application/json': { schema } } } };
  const [operation] = aContract({ operation: { responses } }).operations;

  const drift = replyDrift(reply(200, valueBody(Array.from({ length: 99 }, () => 1)), JSON_TYPE), operation!, 'GET');

  expect(drift).toHaveLength(20);
});
