import type { Instant } from '../state/instant.ts';
import type { Reply } from '../reply.ts';
import type { SandboxRequest } from '../request.ts';
import type { Trace } from './trace.ts';
import type { SharedJournalLimit } from './shared-journal-limit.ts';
import type { StageResult } from '../pipeline.ts';
import type { Refusal } from '../refusal.ts';
import { Queue } from '../state/queue.ts';
import type { AppliedChange } from '../state/records.ts';
import type { CompletedJob } from '../state/schedule.ts';
import type { Drift } from './drift.ts';

/** What happened to one request. Kept as it was; credentials are masked when somebody looks. */
export interface JournalEntry {
  /** The request id, as in the reply. */
  readonly id: string;
  /** On the world's clock. */
  readonly at: Instant;
  /** Absent if the request fitted no operation. */
  readonly operation?: string;
  readonly request: SandboxRequest;
  /** Who called, in words; absent if nobody was recognised. */
  readonly caller?: string;
  readonly path: readonly StageResult[];
  readonly refusal?: Refusal;
  /** Which override, rule, preference or magic value asked for the outcome. */
  readonly forcedBy?: string;
  readonly undeclared?: boolean;
  /** There if an upstream answered: what breaks the contract in the exchange with it. */
  readonly drift?: readonly Drift[];
  /** What had fallen due before the request and was carried out first. */
  readonly settled: readonly CompletedJob[];
  readonly changes: readonly AppliedChange[];
  readonly reply: Reply;
  /** Roughly what the entry holds on to. */
  readonly bytes: number;
}

export interface JournalBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** What a world's clients did, newest first when read; bounded by number and by size, the oldest go. */
export class Journal {
  readonly #bounds: JournalBounds;
  readonly #room: SharedJournalLimit;
  readonly #entries = new Map<string, JournalEntry>();
  #byAge = new Queue<JournalEntry>();
  #bytes = 0;
  #dropped = 0;

  /** @param room What it shares with the journals of other worlds. */
  constructor(bounds: JournalBounds, room: SharedJournalLimit) {
    this.#bounds = bounds;
    this.#room = room;
  }

  /** How many entries had to go. */
  get dropped(): number {
    return this.#dropped;
  }

  add(entry: JournalEntry): void {
    this.#entries.set(entry.id, entry);
    this.#byAge.add(entry);
    this.#bytes += entry.bytes;
    this.#room.reserve(this, entry.bytes);
    while (this.#entries.size > this.#bounds.entries || this.#bytes > this.#bounds.bytes) this.dropOldest();
  }

  find(id: string): JournalEntry | undefined {
    return this.#entries.get(id);
  }

  newestFirst(): readonly JournalEntry[] {
    return [...this.#entries.values()].toReversed();
  }

  clear(): void {
    this.#room.release(this.#bytes);
    this.#entries.clear();
    this.#byAge = new Queue();
    this.#bytes = 0;
    this.#dropped = 0;
  }

  /** @returns Whether there was one. */
  dropOldest(): boolean {
    const oldest = this.#byAge.removeFirst();
    if (oldest === undefined) return false;
    this.#entries.delete(oldest.id);
    this.#bytes -= oldest.bytes;
    this.#room.release(oldest.bytes);
    this.#dropped += 1;
    return true;
  }
}

/** What an entry is made of. */
export interface EntryParts extends Omit<JournalEntry, keyof Trace | 'bytes'> {
  readonly trace: Trace;
  readonly payload: string | undefined;
}

export const entryOf = ({ trace, payload, ...parts }: EntryParts): JournalEntry => {
  const { target, body } = parts.request;
  const bodies = (body.kind === 'none' ? 0 : body.bytes) + (payload?.length ?? 0);
  const changes = parts.settled.reduce((sum, settled) => sum + settled.changes.length, parts.changes.length);
  const bytes = BYTES_APART + BYTES_PER_CHANGE * changes + target.length + 2 * bodies;
  return { ...parts, ...trace, bytes };
};

/** About what header fields and path take. */
const BYTES_APART = 3_000;

/** A request to a world whose clock has leapt may carry out ten thousand things first. */
const BYTES_PER_CHANGE = 250;
