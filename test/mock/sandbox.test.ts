import { expect, test } from 'vitest';
import type { Handler, Scenario } from '../../mock/index.ts';
import { defineScenario, put } from '../../mock/index.ts';
import { aRequest, ISSUE, issueBody, PRODUCTION } from '../support/a-request.ts';
import { answered } from '../support/answered.ts';
import { codeOf, dataOf } from '../support/code-of.ts';
import { openSandbox, START } from '../support/open-sandbox.ts';
import { controlOn, openControl } from './control/open-control.ts';
import type { TinyHarness, TinySketch } from './stages/tiny-sandbox.ts';
import { tinySandbox } from './stages/tiny-sandbox.ts';

const throwing: Handler = () => {
  throw new Error('I am broken.');
};

const throwingOnDemand: Handler = (context) =>
  context.exchange.request.headers.has('x-break')
    ? throwing(context)
    : { reply: { status: 200, headers: { 'content-type': 'application/json' }, body: {} } };

/** Changes a record in every request. */
const diligent = defineScenario({
  name: 'diligent',
  summary: 'Changes things.',
  configSchema: {},
  at: 'arrived',
  around: (_context, next) => ({ reply: next(), changes: [put('diligent', { id: 'done' })] }),
});

const broken = (parts: Partial<Scenario>): Scenario => ({
  ...defineScenario({ name: 'broken', summary: 'Is broken.', configSchema: {} }),
  ...parts,
});

const BREAKERS: readonly (readonly [string, string, TinySketch])[] = [
  ['a handler', 'behave', { pack: { handlers: new Map([['make_thing', throwing]]) } }],
  ['a scenario', 'broken', { scenarios: [broken({ at: 'accepted', around: () => fail('I am broken.') })] }],
  [
    'a scenario after the reply',
    'broken',
    { scenarios: [broken({ at: 'accepted', around: (_context, next) => fail(String(next().status)) })] },
  ],
  ['the search for a forced outcome', 'decide', { scenarios: [broken({ force: () => fail('I am broken.') })] }],
];

const fail = (message: string): never => {
  throw new Error(message);
};

const withBug = (sketch: TinySketch): TinyHarness =>
  tinySandbox({ ...sketch, scenarios: [diligent, ...(sketch.scenarios ?? [])] });

test.for(BREAKERS)('a bug in %s is a 500 that names the stage %s and changes nothing', ([, stage, sketch]) => {
  const { send, sandbox, bugs } = withBug(sketch);

  const reply = send();

  expect(reply).toMatchObject({
    status: 500,
    body: {
      code: 'internal',
      detail: `The sandbox failed in the stage "${stage}". This is a bug in the sandbox; see its log.`,
    },
  });
  expect(bugs).toHaveLength(1);
  expect([...(sandbox.worlds.find('default')?.contents(START).keys() ?? [])]).toEqual([]);
});

test('a bug is in the journal with the path up to it, and its reply has a request id', () => {
  const { send, sandbox } = withBug({ pack: { handlers: new Map([['make_thing', throwing]]) } });

  const { headers } = send();

  expect(controlOn(sandbox).control('GET', `/requests/${headers['x-request-id']}`).body).toMatchObject({
    status: 500,
    decidedBy: 'behave',
    refusal: { kind: 'internal' },
    changes: [],
    path: [{ stage: 'check-reply' }, { stage: 'diligent' }, {}, {}, {}, {}, { stage: 'behave', verdict: 'answered' }],
  });
});

test('the sandbox answers the next request after a bug', () => {
  const { send } = tinySandbox({ pack: { handlers: new Map([['make_thing', throwingOnDemand]]) } });

  expect([send({ headers: { 'x-break': '1' } }), send()].map(({ status }) => status)).toEqual([500, 200]);
});

test('the same requests from the same seed give the same replies and the same journal', async () => {
  const script = [{}, { headers: { 'idempotency-key': 'k' } }, { body: {} }, { key: null }, { target: '/nothing' }];
  const [one, other] = [await openControl(), await openControl()];

  const replies = [one, other].map(({ send }) => script.map((sketch) => send(sketch)));

  expect(replies[0]).toEqual(replies[1]);
  expect(one.control('GET', '/requests').body).toEqual(other.control('GET', '/requests').body);
});

test('requests in one world do not affect another', async () => {
  const [alone, shared] = [await openSandbox(), await openSandbox()];
  const expected = [alone.send(), alone.send()];

  const first = shared.send();
  for (let calls = 0; calls < 3; calls += 1) shared.send({}, 'other');

  expect([first, shared.send()]).toEqual(expected);
});

test('one of a thousand simultaneous uses of a token succeeds', async () => {
  const { send, control } = await openControl();
  const { token } = dataOf(send());

  const codes = Array.from({ length: 1000 }, () => codeOf(control('POST', '/gateway/connect', {}, { bearer: token })));

  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'token_in_use')).toHaveLength(999);
});

test('a request without an operation does not create a world, and is recorded in an existing one', async () => {
  const { send, sandbox, control } = await openControl();

  send({ target: '/nothing' });
  expect(sandbox.worlds.size).toBe(0);

  send();
  send({ target: '/nothing' });
  expect(control('GET', '/requests').body).toMatchObject({
    requests: [{ status: 404, operation: null, decidedBy: 'route', refusal: 'route_unknown' }, { status: 200 }],
  });
});

test('every reply has an id, a date from the world clock, and Cache-Control: no-store', async () => {
  const { send, control } = await openControl();
  control('POST', '/clock/freeze', { at: '2030-01-01T00:00:00Z' });

  const replies = [send(), send({ key: null }), send({ target: '/nothing' }), send({ method: 'OPTIONS' })];

  expect(replies.map(({ headers }) => headers)).toEqual(
    Array(4).fill(
      expect.objectContaining({
        'x-request-id': expect.stringMatching(/^req_[\da-f]{24}$/),
        date: 'Tue, 01 Jan 2030 00:00:00 GMT',
        'cache-control': 'no-store',
      }),
    ),
  );
  expect(new Set(replies.map(({ headers }) => headers['x-request-id'])).size).toBe(4);
});

test('a plain OPTIONS gets the methods of the path', async () => {
  const { send } = await openSandbox();

  expect(send({ method: 'OPTIONS' })).toMatchObject({ status: 204, headers: { allow: 'OPTIONS, POST' } });
});

test('an idle world is dropped for a new one, with a notice', async () => {
  const { send, pass, notices } = await openSandbox({ worlds: { max: 1 } });
  send({}, 'old');
  expect(send({}, 'new')).toMatchObject({ status: 503, body: { error: { code: 'too_many_worlds' } } });

  pass(601);

  expect(send({}, 'new').status).toBe(200);
  expect(notices).toEqual(['World old was dropped: the limit of worlds was reached, and it was idle.']);
});

test('a delayed reply is in flight until it is sent', async () => {
  const { sandbox, control } = await openControl();
  control('POST', '/overrides', { operation: ISSUE, delayMs: 1000 });

  const { reply, sent } = answered(sandbox.handle('default', aRequest(), START));
  const world = sandbox.worlds.find('default');

  expect([...(world?.inFlight ?? [])]).toEqual([reply.headers['x-request-id']]);
  sent();
  expect(world?.inFlight.size).toBe(0);
});

test('a refused request changes only the quota', async () => {
  const { send, control } = await openControl();

  const { headers } = send({ body: issueBody('+911') });

  expect(control('GET', `/requests/${headers['x-request-id']}`).body).toMatchObject({
    changes: [{ collection: 'throttling', id: PRODUCTION }],
  });
});

test('sends the request id as sandbox-request-id if the contract gives X-Request-Id another format', () => {
  const headers = { 'X-Request-Id': { schema: { type: 'string', format: 'uuid' } } };
  const { send } = tinySandbox({ operation: { responses: { 200: { description: 'Done.', headers } } } });

  expect(send().headers).toMatchObject({ 'sandbox-request-id': expect.stringMatching(/^req_/) });
  expect(send().headers).not.toHaveProperty('x-request-id');
});
