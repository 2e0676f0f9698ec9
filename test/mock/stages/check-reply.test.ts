import { expect, test } from 'vitest';
import type { ApiPack, Handler, JsonObject, Reply } from '../../../mock/index.ts';
import { defineScenario, put, withHeaders } from '../../../mock/index.ts';
import { faults } from '../../../scenarios/faults.ts';
import { controlOn } from '../control/open-control.ts';
import type { TinyHarness } from './tiny-sandbox.ts';
import { ANYTHING, tinySandbox } from './tiny-sandbox.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const NUMBERED = {
  description: 'A number.',
  content: { 'application/json': { schema: { type: 'object', properties: { n: { type: 'integer' } } } } },
  headers: { 'X-Count': { required: true, schema: { type: 'integer' } } },
};

const handledBy = (handler: Handler): Partial<ApiPack> => ({ handlers: new Map([['make_thing', handler]]) });

const answering = (reply: Reply, responses: JsonObject = { 200: NUMBERED }): TinyHarness =>
  tinySandbox({
    operation: { responses },
    pack: handledBy(() => ({ reply, changes: [put('things', { id: 'made' })] })),
  });

const VALID: Reply = { status: 200, headers: { ...JSON_TYPE, 'x-count': '7' }, body: { n: 1 } };

test('sends a valid reply', () => {
  expect(answering(VALID).send()).toMatchObject({ status: 200, body: { n: 1 } });
});

test.for([
  ['a body', { ...VALID, body: { n: 'one' } }, 'n must be integer, and is string'],
  ['a header', withHeaders(VALID, { 'x-count': 'many' }), 'the header x-count must be integer, and is string'],
  [
    'a media type',
    withHeaders(VALID, { 'content-type': 'text/plain' }),
    'does not declare the media type "text/plain"',
  ],
  ['a missing header', { ...VALID, headers: JSON_TYPE }, 'requires the header x-count'],
  ['a status', { ...VALID, status: 201 }, 'status 201 is not declared; declared: 200.'],
] as const)('does not send %s that the contract does not allow, and applies no changes', ([, reply, rule]) => {
  const { send, sandbox } = answering(reply);

  const sent = send();

  expect(sent).toMatchObject({ status: 500, body: { code: 'broken_reply', detail: expect.stringContaining(rule) } });
  expect(sandbox.worlds.find('default')?.list('things', 0)).toEqual([]);
});

test('records in the journal which rule was broken, and that check-reply decided', () => {
  const { send, sandbox } = answering({ ...VALID, body: { n: 'one' } });
  send();

  const { requests } = controlOn(sandbox).control('GET', '/requests').body as {
    readonly requests: readonly { readonly id: string }[];
  };

  expect(requests).toMatchObject([{ decidedBy: 'check-reply', status: 500 }]);
  expect(controlOn(sandbox).control('GET', `/requests/${requests[0]?.id}`).body).toMatchObject({
    decidedBy: 'check-reply',
    undeclared: true,
    path: expect.arrayContaining([
      {
        stage: 'check-reply',
        verdict: 'answered',
        notes: [expect.stringContaining('n must be integer, and is string')],
      },
    ]),
    changes: [],
  });
});

test('sends a refusal with an undeclared status, and marks it', () => {
  const { send, sandbox } = tinySandbox({
    pack: handledBy(({ refuse }) => ({ reply: refuse('conflict', 'It exists.') })),
  });

  expect(send()).toMatchObject({ status: 409, body: { detail: 'It exists.' } });
  expect(controlOn(sandbox).control('GET', '/requests').body).toMatchObject({
    requests: [{ undeclared: true, refusal: 'conflict' }],
  });
});

test('an unused refusal does not allow an undeclared status', () => {
  const { send } = tinySandbox({
    pack: handledBy(({ refuse }) => {
      refuse('conflict', 'Never mind.');
      return { reply: { ...VALID, status: 299 } };
    }),
  });

  expect(send().status).toBe(500);
});

test('a forced delay does not allow an undeclared status', () => {
  const { send } = tinySandbox({
    scenarios: [faults],
    pack: {
      ...handledBy(() => ({ reply: { ...VALID, status: 299 } })),
      seed: [put('faults', { id: 'ovr_1', operation: 'make_thing', times: 1, delayMs: 1 })],
    },
  });

  expect(send().status).toBe(500);
});

test('checks replies that scenarios have changed', () => {
  const breaker = defineScenario({
    name: 'breaker',
    summary: 'Breaks replies.',
    configSchema: {},
    at: 'arrived',
    around: (_context, next) => ({ reply: { ...next(), body: { n: 'broken' } } }),
  });
  const { send } = tinySandbox({
    operation: { responses: { 200: NUMBERED } },
    pack: handledBy(() => ({ reply: VALID })),
    scenarios: [breaker],
  });

  expect(send()).toMatchObject({ status: 500, body: { code: 'broken_reply' } });
});

test('allows any status with a default response', () => {
  const { send } = answering({ ...VALID, status: 299 }, { default: ANYTHING });

  expect(send().status).toBe(299);
});
