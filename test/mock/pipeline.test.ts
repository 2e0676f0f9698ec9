import { expect, test } from 'vitest';
import type { Exchange, Reply } from '../../index.ts';
import type { Operation } from '../../mock/contract/operations/operation.ts';
import { ANONYMOUS } from '../../mock/caller.ts';
import { withHeaders } from '../../mock/reply.ts';
import type { Stage, StageResult } from '../../mock/pipeline.ts';
import { note, runPipeline, StageError } from '../../mock/pipeline.ts';
import { aRequest } from '../support/a-request.ts';
import { aContract } from './contract/a-contract.ts';

type Run = { readonly greeting: string };

const EXCHANGE: Exchange = {
  id: 'req_1',
  request: aRequest(),
  operation: aContract().operations[0] as Operation,
  pathParameters: new Map(),
  now: 0,
  caller: ANONYMOUS,
};

const stage = (name: string, run: Stage<Run>['run']): Stage<Run> => ({ name, establishes: '', run });

const passes = (name: string): Stage<Run> => stage(name, (exchange, _run, next) => next(exchange));

const answers = (name: string): Stage<Run> =>
  stage(name, (exchange, run) => ({ status: 200, headers: {}, body: [run.greeting, exchange.id] }));

const through = (...stages: readonly Stage<Run>[]): { readonly reply: Reply; readonly path: readonly StageResult[] } => {
  const path: StageResult[] = [];
  return { reply: runPipeline(stages, EXCHANGE, { greeting: 'hello' }, path), path };
};

const errorFrom = (...stages: readonly Stage<Run>[]): unknown => {
  try {
    return through(...stages);
  } catch (error) {
    return error;
  }
};

test('hands the exchange down and the reply up, and writes down the way', () => {
  const renames = stage('renames', (exchange, _run, next) =>
    withHeaders(next({ ...exchange, id: 'req_2' }), { renamed: 'yes' }),
  );

  const { reply, path } = through(renames, answers('answers'), passes('never reached'));

  expect(reply).toEqual({ status: 200, headers: { renamed: 'yes' }, body: ['hello', 'req_2'] });
  expect(path).toEqual([
    { stage: 'renames', verdict: 'passed' },
    { stage: 'answers', verdict: 'answered' },
  ]);
});

test('names the stage that failed, however deep', () => {
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
    // eslint-disable-next-line no-throw-literal, typescript/only-throw-error -- Whatever a plug-in may throw.
    throw 'boom';
  });

  expect(errorFrom(fails)).toMatchObject({ message: 'Stage "fails" failed: boom' });
});

test('names the last stage if it asks for one more', () => {
  expect(errorFrom(passes('first'), passes('last'))).toMatchObject({
    stage: 'last',
    message: 'Stage "last" failed: The last stage called next: there is nothing below it.',
  });
});

test('notes go to the outermost stage, one after the other', () => {
  const { path } = through(passes('outer'), answers('inner'));

  note(path, 'one');
  note(path, 'two');

  expect(path.map(({ notes }) => notes)).toEqual([['one', 'two'], undefined]);
});

test('notes on a way that was never taken are lost', () => {
  const path: StageResult[] = [];

  note(path, 'one');

  expect(path).toEqual([]);
});
