import type { Instant } from './instant.ts';
import type { AppliedChange, Change, WorldRecord } from './records.ts';
import { put } from './records.ts';

/** Something that will happen by itself. Of one kind and subject only the latest stands. */
export interface Job {
  readonly at: Instant;
  /** Which function of the pack's `jobHandlers` carries it out. */
  readonly kind: string;
  readonly subject: string;
}

export type JobRecord = WorldRecord & Job;

/** A job that was run, and what it changed. */
export interface CompletedJob {
  readonly job: JobRecord;
  readonly changes: readonly AppliedChange[];
}

export const SCHEDULE = 'agenda';

export const jobId = (kind: string, subject: string): string => `${kind} ${subject}`;

export const putJob = (job: Job): Change => put(SCHEDULE, { id: jobId(job.kind, job.subject), ...job });

/**
 * The agenda's records, soonest first; the earlier planned first where two are due at once.
 *
 * An index over records that lie in the collection `agenda`. A sorted array: a world has few entries at a time, at most as
 * many as a collection may hold.
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
