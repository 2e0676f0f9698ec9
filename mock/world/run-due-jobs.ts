import type { Decision } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import type { RecordView } from '../state/records.ts';
import { remove } from '../state/records.ts';
import type { CompletedJob, JobRecord } from '../state/schedule.ts';
import { SCHEDULE } from '../state/schedule.ts';
import { Draft } from './draft.ts';
import type { World } from './world.ts';

/** Runs one job. Throws for an unknown kind. */
export type RunJob = (job: JobRecord, records: RecordView) => Decision;

/** How many jobs run at once, so that advancing the clock by a thousand years ends. The next call runs the rest. */
export const MAX_JOBS_PER_RUN = 10_000;

/**
 * Runs all jobs that are due up to and including `now`, in order of time, each at its own instant. Jobs that they schedule take their
 * place in the order.
 */
export const runDueJobs = (world: World, now: Instant, runJob: RunJob): readonly CompletedJob[] => {
  if ((world.nextJob?.at ?? Infinity) > now) return NOTHING;
  const completed: CompletedJob[] = [];
  for (let job = world.nextJob; job && job.at <= now && completed.length < MAX_JOBS_PER_RUN; job = world.nextJob) {
    const draft = new Draft(world, job.at);
    draft.add({ changes: [remove(SCHEDULE, job.id)] });
    draft.add(runJob(job, draft));
    completed.push({ job, changes: world.apply(draft.changes, job.at) });
  }
  return completed;
};

const NOTHING: readonly CompletedJob[] = [];
