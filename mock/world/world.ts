import { Coverage } from '../observe/coverage/coverage.ts';
import type { Journal } from '../observe/journal.ts';
import { OUTBOX } from '../outbox/delivery.ts';
import { OutboxIndex } from '../outbox/outbox-index.ts';
import type { StoredRecord } from '../state/collection.ts';
import { Collection } from '../state/collection.ts';
import { COUNTERS } from '../state/counters.ts';
import type { Instant } from '../state/instant.ts';
import type { AppliedChange, Change, CommittedRecords, WorldRecord } from '../state/records.ts';
import { put, remove } from '../state/records.ts';
import { RequestIds } from '../state/request-ids.ts';
import type { JobRecord } from '../state/schedule.ts';
import { SCHEDULE, ScheduleIndex } from '../state/schedule.ts';

/** The collection of scenario settings that were changed over the control API. */
export const SETTINGS = 'settings';

export interface WorldOptions {
  readonly name: string;
  /** Seed for generated values and ids. */
  readonly seed: string;
  /** The records of a new world. */
  readonly initialChanges: readonly Change[];
  readonly recordsPerCollection: number;
  readonly journal: Journal;
}

/** The code has a fixed number of collections, but a snapshot from the network could name any number. */
export const MAX_COLLECTIONS = 1_000;

/** Deliveries may have large bodies, and old ones are seldom needed. */
const MAX_DELIVERIES = 1_000;

/**
 * They have one record for each operation or scenario, so that they need no bound. A bound would do harm: if a counter is evicted, ids
 * and tokens repeat.
 */
const UNBOUNDED_COLLECTIONS: ReadonlySet<string> = new Set([COUNTERS, SETTINGS]);

/** One isolated state: records, clock, seed, journal, and the requests in flight. */
export class World implements CommittedRecords {
  readonly name: string;
  readonly journal: Journal;
  /** What clients have covered. A reset does not clear it. */
  readonly coverage = new Coverage();
  /** Ids of requests whose reply has not been sent yet. Belongs to the process, so that a snapshot does not include it. */
  readonly inFlight = new Set<string>();
  /** Ids for this world's requests; they start over when the world is reset. */
  readonly requestIds: RequestIds;
  readonly #options: WorldOptions;
  #collections = new Map<string, Collection>();
  #schedule = new ScheduleIndex();
  #outbox = new OutboxIndex();

  constructor(options: WorldOptions) {
    this.name = options.name;
    this.journal = options.journal;
    this.#options = options;
    this.requestIds = new RequestIds(options.seed, options.name);
    this.apply(options.initialChanges, 0);
  }

  get seed(): string {
    return this.#options.seed;
  }

  get nextJob(): JobRecord | undefined {
    return this.#schedule.next;
  }

  /** Which deliveries still have to be sent. */
  get outbox(): Pick<OutboxIndex, 'ready' | 'isPending'> {
    return this.#outbox;
  }

  get(collection: string, id: string, now: Instant): WorldRecord | undefined {
    return this.#collections.get(collection)?.get(id, now);
  }

  list(collection: string, now: Instant): readonly WorldRecord[] {
    return this.#collections.get(collection)?.list(now) ?? [];
  }

  /** Applies the changes of one request. The caller passes them only once they are final, so that a request is atomic. */
  apply(changes: readonly Change[], now: Instant): AppliedChange[] {
    const applied: AppliedChange[] = [];
    for (const change of changes) applied.push(...this.#applyOne(change, now));
    return applied;
  }

  /** Resets the world to its seed, as if it had just been opened. */
  reset(): void {
    this.#replaceRecords(new Map());
    this.requestIds.restart();
    this.inFlight.clear();
    this.journal.clear();
    this.apply(this.#options.initialChanges, 0);
  }

  contents(now: Instant): ReadonlyMap<string, readonly StoredRecord[]> {
    return new Map([...this.#collections].map(([name, collection]) => [name, collection.stored(now)]));
  }

  /** Replaces all records by those of a snapshot. The journal stays. */
  restore(contents: ReadonlyMap<string, readonly StoredRecord[]>, now: Instant): void {
    this.#replaceRecords(contents);
    this.inFlight.clear();
    for (const [name, held] of contents) {
      // Jobs do not expire: they run.
      const changes = held.map(({ record, ...rest }) => put(name, record, name === SCHEDULE ? {} : rest));
      this.apply(changes, now);
    }
  }

  /**
   * Removes records that no longer fit, such as the items of a resource that the new contract does not have.
   *
   * @returns How many records were removed, by collection.
   */
  retain(fits: (collection: string, record: WorldRecord) => boolean, now: Instant): ReadonlyMap<string, number> {
    const removed = [...this.contents(now)].flatMap(([collection, held]) =>
      held.filter(({ record }) => !fits(collection, record)).map(({ record }) => remove(collection, record.id)),
    );
    this.apply(removed, now);
    return new Map(
      [...Map.groupBy(removed, ({ collection }) => collection)].map(([name, each]) => [name, each.length]),
    );
  }

  #replaceRecords(contents: ReadonlyMap<string, readonly StoredRecord[]>): void {
    if (contents.size > MAX_COLLECTIONS) throw new RangeError(`More than ${MAX_COLLECTIONS} collections.`);
    this.#collections = new Map();
    this.#schedule = new ScheduleIndex();
    this.#outbox = new OutboxIndex();
  }

  #applyOne(change: Change, now: Instant): AppliedChange[] {
    const collection = this.#collection(change.collection);
    const applied = change.kind === 'put' ? collection.put(change, now) : collection.remove(change.id, now);
    if (change.collection === SCHEDULE) this.#index(applied);
    if (change.collection === OUTBOX) for (const each of applied) this.#outbox.update(each);
    return applied;
  }

  #collection(name: string): Collection {
    const known = this.#collections.get(name);
    if (known) return known;
    const collection = new Collection(name, this.#mostIn(name));
    this.#collections.set(name, collection);
    return collection;
  }

  #mostIn(name: string): number {
    if (name === OUTBOX) return Math.min(MAX_DELIVERIES, this.#options.recordsPerCollection);
    return UNBOUNDED_COLLECTIONS.has(name) ? Infinity : this.#options.recordsPerCollection;
  }

  #index(applied: readonly AppliedChange[]): void {
    for (const { before, after } of applied) {
      if (before) this.#schedule.delete(before as JobRecord);
      if (after) this.#schedule.add(after as JobRecord);
    }
  }
}
