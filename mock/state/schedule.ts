import type { Instant } from './instant.ts';
import type { AppliedChange, Change, WorldRecord } from './records.ts';
import { put } from './records.ts';

/** Something that happens at a time on the world's clock. A new job replaces an earlier one of the same kind and subject. */
export interface Job {
  readonly at: Instant;
  /** The key of the pack's handler in `jobHandlers`. */
  readonly kind: string;
  readonly subject: string;
}

export type JobRecord = WorldRecord & Job;

/** A job that was run, and what it changed. */
export interface CompletedJob {
  readonly job: JobRecord;
  readonly changes: readonly AppliedChange[];
}

/** The collection of scheduled jobs. Its older name stays, since snapshots have it. */
export const SCHEDULE = 'agenda';

export const jobId = (kind: string, subject: string): string => `${kind} ${subject}`;

export const putJob = (job: Job): Change => put(SCHEDULE, { id: jobId(job.kind, job.subject), ...job });

/**
 * Jobs in order of time; of two at the same time, the one that was scheduled first comes first. A job that is scheduled again counts as new.
 *
 * An index over the records of the collection `agenda`. A sorted array, since a world has few jobs at a time, and at most as many as a
 * collection may have records.
 */
export class ScheduleIndex {
  readonly #entries: JobRecord[] = [];

  get next(): JobRecord | undefined {
    return this.#entries[0];
  }

  add(job: JobRecord): void {
    this.#entries.splice(this.#firstAfter(job.at), 0, job);
  }

  delete(job: JobRecord): void {
    const at = this.#entries.indexOf(job);
    if (at >= 0) this.#entries.splice(at, 1);
  }

  #firstAfter(at: Instant): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry !== undefined && entry.at <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
