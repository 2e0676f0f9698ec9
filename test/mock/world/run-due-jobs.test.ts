import { expect, test } from 'vitest';
import type { Change } from '../../../index.ts';
import { put } from '../../../index.ts';
import { putJob } from '../../../mock/state/schedule.ts';
import type { RunJob } from '../../../mock/world/run-due-jobs.ts';
import { MAX_JOBS_PER_RUN, runDueJobs } from '../../../mock/world/run-due-jobs.ts';
import { aWorld } from '../state/a-world.ts';

const plan = (subject: string, at: number): Change => putJob({ at, kind: 'end', subject });

/** Writes down what happened, in `done`. */
const done: RunJob = ({ subject, at }, records) => ({
  changes: [put('done', { id: String(records.list('done').length), subject, at })],
});

const whatHappened = (world: ReturnType<typeof aWorld>): readonly unknown[] =>
  world.list('done', Infinity).map(({ subject, at }) => `${String(subject)} at ${String(at)}`);

test('carries out what is due up to and including now, soonest first, each at its own instant', () => {
  const world = aWorld({ initialChanges: [plan('b', 20), plan('a', 10), plan('c', 21)] });

  const settled = runDueJobs(world, 20, done);

  expect(whatHappened(world)).toEqual(['a at 10', 'b at 20']);
  expect(settled.map(({ job }) => job.subject)).toEqual(['a', 'b']);
  expect(world.nextJob?.subject).toBe('c');
});

test('tells what each one changed', () => {
  const world = aWorld({ initialChanges: [plan('a', 10)] });

  const [settled] = runDueJobs(world, 10, done);

  expect(settled?.changes.map(({ kind, collection, id }) => [kind, collection, id])).toEqual([
    ['remove', 'agenda', 'end a'],
    ['put', 'done', '0'],
  ]);
});

test('does nothing where nothing is due', () => {
  expect(runDueJobs(aWorld(), 100, done)).toEqual([]);
  expect(runDueJobs(aWorld({ initialChanges: [plan('a', 101)] }), 100, done)).toEqual([]);
});

test('what is planned on the way takes its place in the order', () => {
  const world = aWorld({ initialChanges: [plan('first', 10), plan('third', 30)] });
  const jobHandlers: RunJob = (job, records) => ({
    ...done(job, records),
    schedule:
      job.subject === 'first'
        ? [
            { at: 20, kind: 'end', subject: 'second' },
            { at: 99, kind: 'end', subject: 'later' },
          ]
        : [],
  });

  runDueJobs(world, 50, jobHandlers);

  expect(whatHappened(world)).toEqual(['first at 10', 'second at 20', 'third at 30']);
  expect(world.nextJob?.subject).toBe('later');
});

test('may plan itself anew', () => {
  const world = aWorld({ initialChanges: [plan('tick', 10)] });

  runDueJobs(world, 45, (job, records) => ({ ...done(job, records), schedule: [{ ...job, at: job.at + 10 }] }));

  expect(whatHappened(world)).toEqual(['tick at 10', 'tick at 20', 'tick at 30', 'tick at 40']);
});

test('ends, however much there is to do; the rest happens the next time', () => {
  const world = aWorld({ initialChanges: [plan('tick', 1)] });
  const jobHandlers: RunJob = (job) => ({ schedule: [{ ...job, at: job.at + 1 }] });

  expect(runDueJobs(world, 15_000, jobHandlers)).toHaveLength(MAX_JOBS_PER_RUN);
  expect(runDueJobs(world, 15_000, jobHandlers)).toHaveLength(5_000);
  expect(world.nextJob?.at).toBe(15_001);
});

test('sees the records as they are at that instant', () => {
  const initialChanges = [plan('a', 10), plan('b', 20), put('keys', { id: 'key' }, { expiresAt: 15 })];
  const seen: unknown[] = [];

  runDueJobs(aWorld({ initialChanges }), 100, (_due, records) => {
    seen.push(
      records.get('keys', 'key') !== undefined,
      records.list('agenda').map(({ subject }) => subject),
    );
    return {};
  });

  expect(seen).toEqual([true, ['b'], false, []]);
});
