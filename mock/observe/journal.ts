import type { StageResult } from '../pipeline.ts';
import type { Refusal } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { SandboxRequest } from '../request.ts';
import type { Instant } from '../state/instant.ts';
import { Queue } from '../state/queue.ts';
import type { AppliedChange } from '../state/records.ts';
import type { CompletedJob } from '../state/schedule.ts';
import type { Drift } from './drift.ts';
import type { SharedJournalLimit } from './shared-journal-limit.ts';
import type { Trace } from './trace.ts';

/** The record of one request. It is stored unchanged; credentials are masked when it is shown. */
export interface JournalEntry {
  /** The request id, as in the reply. */
  readonly id: string;
  /** Time on the world's clock. */
  readonly at: Instant;
  /** Absent if the request matched no operation. */
  readonly operation?: string;
  readonly request: SandboxRequest;
  /** A description of the caller; absent if no caller was recognized. */
  readonly caller?: string;
  readonly path: readonly StageResult[];
  readonly refusal?: Refusal;
  /** The override, rule, preference or magic value that forced the outcome. */
  readonly forcedBy?: string;
  readonly undeclared?: boolean;
  /** Present if an upstream answered: contract violations in the exchange with it. */
  readonly drift?: readonly Drift[];
  /** Due jobs that ran before the request. */
  readonly settled: readonly CompletedJob[];
  readonly changes: readonly AppliedChange[];
  readonly reply: Reply;
  /** Approximate memory of the entry. */
  readonly bytes: number;
}

export interface JournalBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** The requests of a world, listed newest first. Bounded by number and by size: the oldest entries are dropped. */
export class Journal {
  readonly #bounds: JournalBounds;
  readonly #sharedLimit: SharedJournalLimit;
  readonly #entries = new Map<string, JournalEntry>();
  #byAge = new Queue<JournalEntry>();
  #bytes = 0;
  #dropped = 0;

  /** @param sharedLimit The limit for the journals of all worlds together. */
  constructor(bounds: JournalBounds, sharedLimit: SharedJournalLimit) {
    this.#bounds = bounds;
    this.#sharedLimit = sharedLimit;
  }

  /** How many entries were dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  add(entry: JournalEntry): void {
    this.#entries.set(entry.id, entry);
    this.#byAge.add(entry);
    this.#bytes += entry.bytes;
    this.#sharedLimit.reserve(this, entry.bytes);
    while (this.#entries.size > this.#bounds.entries || this.#bytes > this.#bounds.bytes) this.dropOldest();
  }

  find(id: string): JournalEntry | undefined {
    return this.#entries.get(id);
  }

  newestFirst(): readonly JournalEntry[] {
    return [...this.#entries.values()].toReversed();
  }

  clear(): void {
    this.#sharedLimit.release(this.#bytes);
    this.#entries.clear();
    this.#byAge = new Queue();
    this.#bytes = 0;
    this.#dropped = 0;
  }

  /** @returns Whether there was an entry. */
  dropOldest(): boolean {
    const oldest = this.#byAge.removeFirst();
    if (oldest === undefined) return false;
    this.#entries.delete(oldest.id);
    this.#bytes -= oldest.bytes;
    this.#sharedLimit.release(oldest.bytes);
    this.#dropped += 1;
    return true;
  }
}

/** The parts of an entry. */
export interface EntryParts extends Omit<JournalEntry, keyof Trace | 'bytes'> {
  readonly trace: Trace;
  readonly payload: string | undefined;
}

export const entryOf = ({ trace, payload, ...parts }: EntryParts): JournalEntry => {
  const { target, body } = parts.request;
  const bodies = (body.kind === 'none' ? 0 : body.bytes) + (payload?.length ?? 0);
  const changes = parts.settled.reduce((sum, job) => sum + job.changes.length, parts.changes.length);
  const bytes = FIXED_BYTES + BYTES_PER_CHANGE * changes + target.length + 2 * bodies;
  return { ...parts, ...trace, bytes };
};

/** Approximate size of header fields and path. */
const FIXED_BYTES = 3_000;

/** After the clock of a world was moved, ten thousand jobs may run before the next request. */
const BYTES_PER_CHANGE = 250;
