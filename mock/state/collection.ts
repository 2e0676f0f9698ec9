import type { Instant } from './instant.ts';
import type { QueueEntry } from './queue.ts';
import { Queue } from './queue.ts';
import type { AppliedChange, Change, WorldRecord } from './records.ts';

/** A record with what the collection needs to know about it. */
export interface StoredRecord {
  readonly record: WorldRecord;
  readonly expiresAt?: Instant;
  readonly finished?: boolean;
}

type Put = Extract<Change, { kind: 'put' }>;

/** What is held, and where it stands in line when room has to be made. */
interface CollectionEntry {
  readonly held: StoredRecord;
  readonly age: QueueEntry<string>;
  readonly finished: QueueEntry<string> | undefined;
  readonly expiring: QueueEntry<string> | undefined;
}

/** Records of one kind, bounded in number: finished ones make room first, then the oldest. */
export class Collection {
  /** In order of age, as a Map keeps it: a record that is put again keeps its place. */
  readonly #kept = new Map<string, CollectionEntry>();
  readonly #byAge = new Queue<string>();
  readonly #finished = new Queue<string>();
  /** In the order in which they were last put: records of a kind live about equally long, so that the first to go stands first. */
  readonly #expiring = new Queue<string>();
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
    return this.stored(now).map(({ record }) => record);
  }

  put({ record, expiresAt, finished }: Put, now: Instant): AppliedChange[] {
    const held = { record, ...(expiresAt !== undefined && { expiresAt }), ...(finished && { finished }) };
    const { id } = record;
    const known = this.#kept.get(id);
    if (known && isAlive(known.held, now)) {
      this.#leaveLines(known);
      this.#keep(held, known.age);
      return [{ kind: 'put', collection: this.#name, id, before: known.held.record, after: record }];
    }
    // What has expired is as good as gone: its place in line goes with it.
    if (known) this.#drop(known);
    const evicted = this.#makeRoom(now);
    this.#keep(held, this.#byAge.add(id));
    const added: AppliedChange = { kind: 'put', collection: this.#name, id, after: record };
    return evicted ? [evicted, added] : [added];
  }

  remove(id: string, now: Instant): AppliedChange[] {
    const known = this.#kept.get(id);
    if (known === undefined) return [];
    this.#drop(known);
    const before = known.held.record;
    return isAlive(known.held, now) ? [{ kind: 'remove', collection: this.#name, id, before }] : [];
  }

  /** Everything held, in order of age, for a snapshot. */
  stored(now: Instant): StoredRecord[] {
    return [...this.#kept.values()].map(({ held }) => held).filter((held) => isAlive(held, now));
  }

  #keep(held: StoredRecord, age: QueueEntry<string>): void {
    const { id } = held.record;
    this.#kept.set(id, {
      held,
      age,
      finished: held.finished ? this.#finished.add(id) : undefined,
      expiring: held.expiresAt === undefined ? undefined : this.#expiring.add(id),
    });
  }

  #drop(kept: CollectionEntry): void {
    this.#kept.delete(kept.held.record.id);
    this.#byAge.remove(kept.age);
    this.#leaveLines(kept);
  }

  #leaveLines({ finished, expiring }: CollectionEntry): void {
    if (finished) this.#finished.remove(finished);
    if (expiring) this.#expiring.remove(expiring);
  }

  /**
   * Lets go of what has expired (two for one that comes, so a collection shrinks again after a burst without a timer), and of one
   * living record if it is still full.
   */
  #makeRoom(now: Instant): AppliedChange | undefined {
    for (let swept = 0; swept < 2; swept += 1) this.#sweep(now);
    if (this.#kept.size < this.#most) return undefined;
    const kept = this.#kept.get(this.#finished.first ?? this.#byAge.first ?? '');
    if (kept === undefined) return undefined;
    this.#drop(kept);
    const before = kept.held.record;
    // What has expired in the meantime goes without a word.
    return isAlive(kept.held, now) ? { kind: 'evict', collection: this.#name, id: before.id, before } : undefined;
  }

  #sweep(now: Instant): void {
    const id = this.#expiring.first;
    const kept = id === undefined ? undefined : this.#kept.get(id);
    if (kept && !isAlive(kept.held, now)) this.#drop(kept);
  }
}

const isAlive = (held: StoredRecord, now: Instant): boolean => held.expiresAt === undefined || held.expiresAt > now;
