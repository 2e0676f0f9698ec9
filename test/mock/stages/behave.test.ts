import { expect, test } from 'vitest';
import { put } from '../../../mock/index.ts';
import { openControl } from '../control/open-control.ts';
import { tinySandbox } from './tiny-sandbox.ts';

const answerOf = (content: object): object => ({ 200: { description: 'x', content: { 'application/json': content } } });

test('runs the handler of the pack, and keeps its changes', () => {
  const { send, sandbox } = tinySandbox({
    pack: {
      handlers: new Map([
        [
          'make_thing',
          ({ random }) => ({
            reply: { status: 200, headers: { 'content-type': 'application/json' }, body: {} },
            changes: [put('things', { id: random.id('thing_') })],
            schedule: [{ at: 1, kind: 'expire', subject: 'thing' }],
          }),
        ],
      ]),
    },
  });

  send();

  const world = sandbox.worlds.find('default');
  expect(world?.list('things', 0)).toEqual([{ id: expect.stringMatching(/^thing_[\da-f]{24}$/) }]);
  expect(world?.nextJob).toMatchObject({ at: 1, kind: 'expire', subject: 'thing' });
});

test('answers with the example of the contract without a handler', () => {
  const { send } = tinySandbox({ operation: { responses: answerOf({ example: { id: 7 } }) } });

  expect(send()).toMatchObject({ status: 200, body: { id: 7 } });
});

test('generates a valid answer without an example, the same for the same request', () => {
  const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
  const { send } = tinySandbox({ operation: { responses: answerOf({ schema }) } });

  const [first, second, other] = [send(), send(), send({ body: { other: true } })];

  expect(first.body).toEqual({ id: expect.any(Number) });
  expect(second.body).toEqual(first.body);
  expect(other.body).not.toEqual(first.body);
});

test('generates an answer instead of running the handler if the request prefers it', async () => {
  const { send, records } = await openControl();

  const reply = send({ headers: { prefer: 'dynamic=true' } });

  expect(reply).toMatchObject({ status: 200, headers: { 'preference-applied': 'dynamic=true' } });
  expect(records('calls')).toEqual([]);
});
