import { expect, test } from 'vitest';
import type { Exchange, Reply } from '../../mock/index.ts';
import { ANONYMOUS } from '../../mock/caller.ts';
import type { Operation } from '../../mock/contract/operations/operation.ts';
import type { Stage, StageResult, StageTrace } from '../../mock/pipeline.ts';
import { note, runPipeline, StageError } from '../../mock/pipeline.ts';
import { withHeaders } from '../../mock/reply.ts';
import { aRequest } from '../support/a-request.ts';
import { aContract } from './contract/a-contract.ts';

type TestContext = { readonly greeting: string; readonly trace: StageTrace };

const EXCHANGE: Exchange = {
  id: 'req_1',
  request: aRequest(),
  operation: aContract().operations[0] as Operation,
  pathParameters: new Map(),
  now: 0,
  caller: ANONYMOUS,
};

const stage = (name: string, run: Stage<TestContext>['run']): Stage<TestContext> => ({ name, establishes: '', run });

const passes = (name: string): Stage<TestContext> => stage(name, (exchange, _context, next) => next(exchange));

const answers = (name: string): Stage<TestContext> =>
  stage(name, (exchange, context) => ({ status: 200, headers: {}, body: [context.greeting, exchange.id] }));

const runThrough = (
  ...stages: readonly Stage<TestContext>[]
): { readonly reply: Reply; readonly path: readonly StageResult[] } => {
  const trace: StageTrace = { path: [] };
  return { reply: runPipeline(stages, EXCHANGE, { greeting: 'hello', trace }, trace), path: trace.path };
};

const errorFrom = (...stages: readonly Stage<TestContext>[]): unknown => {
  try {
    return runThrough(...stages);
  } catch (error) {
    return error;
  }
};

test('passes the exchange down and the reply up, and records the path', () => {
  const renames = stage('renames', (exchange, _context, next) =>
    withHeaders(next({ ...exchange, id: 'req_2' }), { renamed: 'yes' }),
  );

  const { reply, path } = runThrough(renames, answers('answers'), passes('never reached'));

  expect(reply).toEqual({ status: 200, headers: { renamed: 'yes' }, body: ['hello', 'req_2'] });
  expect(path).toEqual([
    { stage: 'renames', verdict: 'passed' },
    { stage: 'answers', verdict: 'answered' },
  ]);
});

test('names the stage that failed, at any depth', () => {
  const fails = stage('fails', () => {
    throw new Error('boom');
  });

  const error = errorFrom(passes('passes'), fails);

  expect(error).toBeInstanceOf(StageError);
  expect(error).toMatchObject({
    name: 'StageError',
    stage: 'fails',
    message: 'Stage "fails" failed: boom',
    cause: new Error('boom'),
  });
});

test('names the stage that threw something other than an error', () => {
  const fails = stage('fails', () => {
    // eslint-disable-next-line no-throw-literal, typescript/only-throw-error -- A plug-in may throw any value.
    throw 'boom';
  });

  expect(errorFrom(fails)).toMatchObject({ message: 'Stage "fails" failed: boom' });
});

test('names the last stage if it calls next', () => {
  expect(errorFrom(passes('first'), passes('last'))).toMatchObject({
    stage: 'last',
    message: 'Stage "last" failed: The last stage called next, and there is no stage after it.',
  });
});

test('a note belongs to the stage that made it, before or after it calls next', () => {
  const notes = stage('notes', (exchange, { trace }, next) => {
    note(trace, 'before');
    const reply = next(exchange);
    note(trace, 'after');
    return reply;
  });

  const { path } = runThrough(passes('outer'), notes, answers('inner'));

  expect(path.map((each) => each.notes)).toEqual([undefined, ['before', 'after'], undefined]);
});

test('a note after the last stage is added to the outermost one', () => {
  const trace: StageTrace = { path: [] };
  runPipeline([passes('outer'), answers('inner')], EXCHANGE, { greeting: 'hello', trace }, trace);

  note(trace, 'one');

  expect(trace.path.map(({ notes }) => notes)).toEqual([['one'], undefined]);
});

test('a note before the first stage is dropped', () => {
  const trace: StageTrace = { path: [] };

  note(trace, 'one');

  expect(trace.path).toEqual([]);
});
