import type { Decision } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import type { CompletedJob, JobRecord } from '../state/schedule.ts';
import { SCHEDULE } from '../state/schedule.ts';
import { Draft } from './draft.ts';
import type { RecordView } from '../state/records.ts';
import { remove } from '../state/records.ts';
import type { World } from './world.ts';

/** Carries out what falls due. Throws for a kind that it does not know. */
export type RunJob = (job: JobRecord, records: RecordView) => Decision;

/** How much may happen in one go, so that an advance by a thousand years ends. The rest happens at the next one. */
export const MAX_JOBS_PER_RUN = 10_000;

/**
 * Carries out all that is due up to and including `now`, soonest first, each at its own instant: what it plans in turn takes
 * its place in the order.
 */
export const runDueJobs = (world: World, now: Instant, runJob: RunJob): readonly CompletedJob[] => {
  if ((world.nextJob?.at ?? Infinity) > now) return NOTHING;
  const settled: CompletedJob[] = [];
  for (let job = world.nextJob; job && job.at <= now && settled.length < MAX_JOBS_PER_RUN; job = world.nextJob) {
    const draft = new Draft(world, job.at);
    draft.add({ changes: [remove(SCHEDULE, job.id)] });
    draft.add(runJob(job, draft));
    settled.push({ job, changes: world.apply(draft.changes, job.at) });
  }
  return settled;
};

const NOTHING: readonly CompletedJob[] = [];
