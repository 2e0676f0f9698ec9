import { expect, test } from 'vitest';
import type { Change } from '../../../mock/index.ts';
import { put } from '../../../mock/index.ts';
import { putJob } from '../../../mock/state/schedule.ts';
import type { RunJob } from '../../../mock/world/run-due-jobs.ts';
import { MAX_JOBS_PER_RUN, runDueJobs } from '../../../mock/world/run-due-jobs.ts';
import { aWorld } from '../state/a-world.ts';

const jobFor = (subject: string, at: number): Change => putJob({ at, kind: 'end', subject });

/** Records each job in the collection `done`. */
const recordJob: RunJob = ({ subject, at }, records) => ({
  changes: [put('done', { id: String(records.list('done').length), subject, at })],
});

const completedJobs = (world: ReturnType<typeof aWorld>): readonly unknown[] =>
  world.list('done', Infinity).map(({ subject, at }) => `${String(subject)} at ${String(at)}`);

test('runs jobs that are due up to and including now, in order, each at its own instant', () => {
  const world = aWorld({ initialChanges: [jobFor('b', 20), jobFor('a', 10), jobFor('c', 21)] });

  const results = runDueJobs(world, 20, recordJob);

  expect(completedJobs(world)).toEqual(['a at 10', 'b at 20']);
  expect(results.map(({ job }) => job.subject)).toEqual(['a', 'b']);
  expect(world.nextJob?.subject).toBe('c');
});

test('returns the changes of each job', () => {
  const world = aWorld({ initialChanges: [jobFor('a', 10)] });

  const [results] = runDueJobs(world, 10, recordJob);

  expect(results?.changes.map(({ kind, collection, id }) => [kind, collection, id])).toEqual([
    ['remove', 'agenda', 'end a'],
    ['put', 'done', '0'],
  ]);
});

test('does nothing if no job is due', () => {
  expect(runDueJobs(aWorld(), 100, recordJob)).toEqual([]);
  expect(runDueJobs(aWorld({ initialChanges: [jobFor('a', 101)] }), 100, recordJob)).toEqual([]);
});

test('a job that is scheduled during the run takes its place in the order', () => {
  const world = aWorld({ initialChanges: [jobFor('first', 10), jobFor('third', 30)] });
  const jobHandlers: RunJob = (job, records) => ({
    ...recordJob(job, records),
    schedule:
      job.subject === 'first'
        ? [
            { at: 20, kind: 'end', subject: 'second' },
            { at: 99, kind: 'end', subject: 'later' },
          ]
        : [],
  });

  runDueJobs(world, 50, jobHandlers);

  expect(completedJobs(world)).toEqual(['first at 10', 'second at 20', 'third at 30']);
  expect(world.nextJob?.subject).toBe('later');
});

test('a job may schedule itself again', () => {
  const world = aWorld({ initialChanges: [jobFor('tick', 10)] });

  runDueJobs(world, 45, (job, records) => ({ ...recordJob(job, records), schedule: [{ ...job, at: job.at + 10 }] }));

  expect(completedJobs(world)).toEqual(['tick at 10', 'tick at 20', 'tick at 30', 'tick at 40']);
});

test('runs a limited number of jobs, and the rest the next time', () => {
  const world = aWorld({ initialChanges: [jobFor('tick', 1)] });
  const jobHandlers: RunJob = (job) => ({ schedule: [{ ...job, at: job.at + 1 }] });

  expect(runDueJobs(world, 15_000, jobHandlers)).toHaveLength(MAX_JOBS_PER_RUN);
  expect(runDueJobs(world, 15_000, jobHandlers)).toHaveLength(5_000);
  expect(world.nextJob?.at).toBe(15_001);
});

test('a job sees the records at its instant', () => {
  const initialChanges = [jobFor('a', 10), jobFor('b', 20), put('keys', { id: 'key' }, { expiresAt: 15 })];
  const seen: unknown[] = [];

  runDueJobs(aWorld({ initialChanges }), 100, (_job, records) => {
    seen.push(
      records.get('keys', 'key') !== undefined,
      records.list('agenda').map(({ subject }) => subject),
    );
    return {};
  });

  expect(seen).toEqual([true, ['b'], false, []]);
});
