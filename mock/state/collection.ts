import type { Instant } from '../exchange.ts';
import type { Place } from './queue.ts';
import { Queue } from './queue.ts';
import type { AppliedChange, Change, WorldRecord } from './records.ts';

/** A record with what the collection needs to know about it. */
export interface Held {
  readonly record: WorldRecord;
  readonly expiresAt?: Instant;
  readonly finished?: boolean;
}

type Put = Extract<Change, { kind: 'put' }>;

/** What is held, and where it stands in line when room has to be made. */
interface Kept {
  readonly held: Held;
  readonly age: Place<string>;
  readonly finished: Place<string> | undefined;
}

/** Records of one kind, bounded in number: finished ones make room first, then the oldest. */
export class Collection {
  /** In order of age, as a Map keeps it: a record that is put again keeps its place. */
  readonly #kept = new Map<string, Kept>();
  readonly #byAge = new Queue<string>();
  readonly #finished = new Queue<string>();
  readonly #name: string;
  readonly #most: number;

  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  get(id: string, now: Instant): WorldRecord | undefined {
    const held = this.#kept.get(id)?.held;
    return held !== undefined && isAlive(held, now) ? held.record : undefined;
  }

  list(now: Instant): WorldRecord[] {
    return this.held(now).map(({ record }) => record);
  }

  put({ record, expiresAt, finished }: Put, now: Instant): AppliedChange[] {
    const before = this.get(record.id, now);
    const evicted = this.#kept.has(record.id) ? [] : this.#makeRoom(now);
    this.#keep({ record, ...(expiresAt !== undefined && { expiresAt }), ...(finished && { finished }) });
    return [
      ...evicted,
      { kind: 'put', collection: this.#name, id: record.id, ...(before && { before }), after: record },
    ];
  }

  remove(id: string, now: Instant): AppliedChange[] {
    const before = this.get(id, now);
    this.#drop(id);
    return before ? [{ kind: 'remove', collection: this.#name, id, before }] : [];
  }

  /** Everything held, in order of age, for a snapshot. */
  held(now: Instant): Held[] {
    return [...this.#kept.values()].map(({ held }) => held).filter((held) => isAlive(held, now));
  }

  #keep(held: Held): void {
    const { id } = held.record;
    const before = this.#kept.get(id);
    if (before?.finished) this.#finished.leave(before.finished);
    const age = before?.age ?? this.#byAge.join(id);
    this.#kept.set(id, { held, age, finished: held.finished ? this.#finished.join(id) : undefined });
  }

  #drop(id: string): void {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    this.#kept.delete(id);
    this.#byAge.leave(kept.age);
    if (kept.finished) this.#finished.leave(kept.finished);
  }

  /**
   * Lets go of what has expired at the old end (two for one that comes, so a collection shrinks again after a burst without a
   * timer), and of one living record if it is still full.
   */
  #makeRoom(now: Instant): AppliedChange[] {
    for (let swept = 0; swept < 2; swept += 1) this.#sweepOldest(now);
    if (this.#kept.size < this.#most) return [];
    const id = this.#finished.first ?? this.#byAge.first;
    return id === undefined ? [] : this.remove(id, now).map((removed) => ({ ...removed, kind: 'evict' as const }));
  }

  #sweepOldest(now: Instant): void {
    const oldest = this.#byAge.first;
    if (oldest !== undefined && this.get(oldest, now) === undefined) this.#drop(oldest);
  }
}

const isAlive = (held: Held, now: Instant): boolean => held.expiresAt === undefined || held.expiresAt > now;
