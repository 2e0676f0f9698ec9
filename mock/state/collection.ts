import type { Instant } from './instant.ts';
import type { QueueEntry } from './queue.ts';
import { Queue } from './queue.ts';
import type { AppliedChange, Change, WorldRecord } from './records.ts';

/** A record with its expiry and whether it is finished. */
export interface StoredRecord {
  readonly record: WorldRecord;
  readonly expiresAt?: Instant;
  readonly finished?: boolean;
}

type Put = Extract<Change, { kind: 'put' }>;

/** A stored record, and its entries in the queues that decide what is evicted. */
interface CollectionEntry {
  readonly held: StoredRecord;
  readonly age: QueueEntry<string>;
  readonly finished: QueueEntry<string> | undefined;
  readonly expiring: QueueEntry<string> | undefined;
}

/** Records of one kind. Their number is bounded: finished records are evicted first, then the oldest. */
export class Collection {
  /** In order of age: a record that is put again keeps its place, as in a Map. */
  readonly #entries = new Map<string, CollectionEntry>();
  readonly #byAge = new Queue<string>();
  readonly #finished = new Queue<string>();
  /** In the order in which they were last put. Records of one kind live about equally long, so that the first one expires first. */
  readonly #expiring = new Queue<string>();
  readonly #name: string;
  readonly #max: number;

  constructor(name: string, max: number) {
    this.#name = name;
    this.#max = max;
  }

  get(id: string, now: Instant): WorldRecord | undefined {
    const held = this.#entries.get(id)?.held;
    return held !== undefined && isAlive(held, now) ? held.record : undefined;
  }

  list(now: Instant): WorldRecord[] {
    return this.stored(now).map(({ record }) => record);
  }

  put({ record, expiresAt, finished }: Put, now: Instant): AppliedChange[] {
    const stored = { record, ...(expiresAt !== undefined && { expiresAt }), ...(finished && { finished }) };
    const { id } = record;
    const known = this.#entries.get(id);
    if (known && isAlive(known.held, now)) {
      this.#leaveQueues(known);
      this.#store(stored, known.age);
      return [{ kind: 'put', collection: this.#name, id, before: known.held.record, after: record }];
    }
    // An expired record counts as removed, so that the new one does not take its place in the order.
    if (known) this.#drop(known);
    const evicted = this.#evictOne(now);
    this.#store(stored, this.#byAge.add(id));
    const added: AppliedChange = { kind: 'put', collection: this.#name, id, after: record };
    return evicted ? [evicted, added] : [added];
  }

  remove(id: string, now: Instant): AppliedChange[] {
    const known = this.#entries.get(id);
    if (known === undefined) return [];
    this.#drop(known);
    const before = known.held.record;
    return isAlive(known.held, now) ? [{ kind: 'remove', collection: this.#name, id, before }] : [];
  }

  /** All stored records in order of age, for a snapshot. */
  stored(now: Instant): StoredRecord[] {
    return [...this.#entries.values()].map(({ held }) => held).filter((held) => isAlive(held, now));
  }

  #store(held: StoredRecord, age: QueueEntry<string>): void {
    const { id } = held.record;
    this.#entries.set(id, {
      held,
      age,
      finished: held.finished ? this.#finished.add(id) : undefined,
      expiring: held.expiresAt === undefined ? undefined : this.#expiring.add(id),
    });
  }

  #drop(kept: CollectionEntry): void {
    this.#entries.delete(kept.held.record.id);
    this.#byAge.remove(kept.age);
    this.#leaveQueues(kept);
  }

  #leaveQueues({ finished, expiring }: CollectionEntry): void {
    if (finished) this.#finished.remove(finished);
    if (expiring) this.#expiring.remove(expiring);
  }

  /**
   * Removes expired records (up to two for each new one, so that a collection shrinks after a burst without a timer), and evicts one
   * living record if the collection is still full.
   */
  #evictOne(now: Instant): AppliedChange | undefined {
    for (let swept = 0; swept < 2; swept += 1) this.#sweep(now);
    if (this.#entries.size < this.#max) return undefined;
    const kept = this.#entries.get(this.#finished.first ?? this.#byAge.first ?? '');
    if (kept === undefined) return undefined;
    this.#drop(kept);
    const before = kept.held.record;
    // An expired record is dropped without an entry in the journal.
    return isAlive(kept.held, now) ? { kind: 'evict', collection: this.#name, id: before.id, before } : undefined;
  }

  #sweep(now: Instant): void {
    const id = this.#expiring.first;
    const kept = id === undefined ? undefined : this.#entries.get(id);
    if (kept && !isAlive(kept.held, now)) this.#drop(kept);
  }
}

const isAlive = (held: StoredRecord, now: Instant): boolean => held.expiresAt === undefined || held.expiresAt > now;
