import type { Instant } from './instant.ts';
import { Queue } from './queue.ts';
import type { AppliedChange, Change, WorldRecord } from './records.ts';

/** A record with its expiry and whether it is finished. */
export interface StoredRecord {
  readonly record: WorldRecord;
  readonly expiresAt?: Instant;
  readonly finished?: boolean;
}

type Put = Extract<Change, { kind: 'put' }>;

/**
 * A stored record, and its positions in the queues that decide what is evicted. One object for each record, which is changed in place: the
 * garbage collector has fewer objects to copy.
 */
interface CollectionEntry {
  record: WorldRecord;
  expiresAt: Instant | undefined;
  finished: boolean;
  age: number;
  /** Its position among the finished records; -1 if it is not one of them. */
  finishedAt: number;
  /** Its position among the records that expire; -1 if it is not one of them. */
  expiring: number;
}

/** Records of one kind. Their number is bounded: finished records are evicted first, then the oldest. */
export class Collection {
  /** In order of age: a record that is put again keeps its place, as in a Map. */
  readonly #entries = new Map<string, CollectionEntry>();
  readonly #byAge = new Queue<CollectionEntry>((entry, position) => (entry.age = position));
  readonly #finished = new Queue<CollectionEntry>((entry, position) => (entry.finishedAt = position));
  /** In the order in which they were last put. Records of one kind live about equally long, so that the first one expires first. */
  readonly #expiring = new Queue<CollectionEntry>((entry, position) => (entry.expiring = position));
  readonly #name: string;
  readonly #max: number;

  constructor(name: string, max: number) {
    this.#name = name;
    this.#max = max;
  }

  get(id: string, now: Instant): WorldRecord | undefined {
    const entry = this.#entries.get(id);
    return entry !== undefined && isAlive(entry, now) ? entry.record : undefined;
  }

  list(now: Instant): WorldRecord[] {
    const records: WorldRecord[] = [];
    for (const entry of this.#entries.values()) if (isAlive(entry, now)) records.push(entry.record);
    return records;
  }

  put(change: Put, now: Instant): AppliedChange[] {
    const { record } = change;
    const { id } = record;
    const known = this.#entries.get(id);
    if (known && isAlive(known, now)) {
      const before = known.record;
      this.#leaveQueues(known);
      this.#set(known, change);
      return [{ kind: 'put', collection: this.#name, id, before, after: record }];
    }
    // An expired record counts as removed, so that the new one does not take its place in the order.
    if (known) this.#drop(known);
    const evicted = this.#evictOne(now);
    this.#add(change);
    const added: AppliedChange = { kind: 'put', collection: this.#name, id, after: record };
    return evicted ? [evicted, added] : [added];
  }

  remove(id: string, now: Instant): AppliedChange[] {
    const known = this.#entries.get(id);
    if (known === undefined) return [];
    this.#drop(known);
    return isAlive(known, now) ? [{ kind: 'remove', collection: this.#name, id, before: known.record }] : [];
  }

  /** All stored records in order of age, for a snapshot. */
  stored(now: Instant): StoredRecord[] {
    return [...this.#entries.values()]
      .filter((entry) => isAlive(entry, now))
      .map(({ record, expiresAt, finished }) => ({
        record,
        ...(expiresAt !== undefined && { expiresAt }),
        ...(finished && { finished }),
      }));
  }

  #add(change: Put): void {
    const { record } = change;
    const entry: CollectionEntry = {
      record,
      expiresAt: undefined,
      finished: false,
      age: -1,
      finishedAt: -1,
      expiring: -1,
    };
    this.#entries.set(record.id, entry);
    entry.age = this.#byAge.add(entry);
    this.#set(entry, change);
  }

  #set(entry: CollectionEntry, { record, expiresAt, finished = false }: Put): void {
    entry.record = record;
    entry.expiresAt = expiresAt;
    entry.finished = finished;
    if (finished) entry.finishedAt = this.#finished.add(entry);
    if (expiresAt !== undefined) entry.expiring = this.#expiring.add(entry);
  }

  #drop(entry: CollectionEntry): void {
    this.#entries.delete(entry.record.id);
    this.#byAge.remove(entry.age);
    this.#leaveQueues(entry);
  }

  #leaveQueues(entry: CollectionEntry): void {
    if (entry.finishedAt >= 0) this.#finished.remove(entry.finishedAt);
    if (entry.expiring >= 0) this.#expiring.remove(entry.expiring);
    entry.finishedAt = -1;
    entry.expiring = -1;
  }

  /**
   * Removes expired records (up to two for each new one, so that a collection shrinks after a burst without a timer), and evicts one
   * living record if the collection is still full.
   */
  #evictOne(now: Instant): AppliedChange | undefined {
    for (let swept = 0; swept < 2; swept += 1) this.#sweep(now);
    if (this.#entries.size < this.#max) return undefined;
    const entry = this.#finished.first ?? this.#byAge.first;
    if (entry === undefined) return undefined;
    this.#drop(entry);
    const { record: before } = entry;
    // An expired record is dropped without an entry in the journal.
    return isAlive(entry, now) ? { kind: 'evict', collection: this.#name, id: before.id, before } : undefined;
  }

  #sweep(now: Instant): void {
    const entry = this.#expiring.first;
    if (entry && !isAlive(entry, now)) this.#drop(entry);
  }
}

const isAlive = ({ expiresAt }: CollectionEntry, now: Instant): boolean => expiresAt === undefined || expiresAt > now;
