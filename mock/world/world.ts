import { Coverage } from '../observe/coverage.ts';
import type { Instant } from '../state/instant.ts';
import type { Journal } from '../observe/journal.ts';
import { OUTBOX } from '../outbox/delivery.ts';
import { OutboxIndex } from '../outbox/outbox-index.ts';
import type { JobRecord } from '../state/schedule.ts';
import { SCHEDULE, ScheduleIndex } from '../state/schedule.ts';
import type { StoredRecord } from '../state/collection.ts';
import { Collection } from '../state/collection.ts';
import { COUNTERS } from '../state/counters.ts';
import type { CommittedRecords, AppliedChange, Change, WorldRecord } from '../state/records.ts';
import { RequestIds } from '../state/request-ids.ts';
import { put, remove } from '../state/records.ts';

/** The collection of settings that were changed in a world over the control API. */
export const SETTINGS = 'settings';

export interface WorldOptions {
  readonly name: string;
  /** Where this world's chance comes from. */
  readonly seed: string;
  /** What a fresh world holds. */
  readonly initialChanges: readonly Change[];
  readonly recordsPerCollection: number;
  readonly journal: Journal;
}

/** The number of kinds of record is the code's choice, but a snapshot from the wire could name any number of them. */
export const MAX_COLLECTIONS = 1_000;

/** They may bear large bodies, and are worth nothing once they are looked at. */
const MAX_DELIVERIES = 1_000;

/**
 * One record for each operation or scenario, so that no bound is needed; and a low one would do harm: with a counter lost, ids
 * and tokens repeat.
 */
const UNBOUNDED_COLLECTIONS: ReadonlySet<string> = new Set([COUNTERS, SETTINGS]);

/** One isolated universe: its records, clock, seed, journal, and the requests that it is still answering. */
export class World implements CommittedRecords {
  readonly name: string;
  readonly journal: Journal;
  /** What clients have exercised. A reset leaves it alone. */
  readonly coverage = new Coverage();
  /** Ids of requests whose reply has not been sent yet. Of the process, not of the state: a snapshot leaves it out. */
  readonly inFlight = new Set<string>();
  /** Of the requests that this world has taken; they begin anew when it is reset. */
  readonly requestIds: RequestIds;
  readonly #options: WorldOptions;
  #collections = new Map<string, Collection>();
  #agenda = new ScheduleIndex();
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
    return this.#agenda.next;
  }

  /** Which deliveries are left to be sent. */
  get outbox(): Pick<OutboxIndex, 'ready' | 'isPending'> {
    return this.#outbox;
  }

  get(collection: string, id: string, now: Instant): WorldRecord | undefined {
    return this.#collections.get(collection)?.get(id, now);
  }

  list(collection: string, now: Instant): readonly WorldRecord[] {
    return this.#collections.get(collection)?.list(now) ?? [];
  }

  /** All or nothing is the caller's part: it hands over the changes of one request only once they are final. */
  apply(changes: readonly Change[], now: Instant): AppliedChange[] {
    const applied: AppliedChange[] = [];
    for (const change of changes) applied.push(...this.#applyOne(change, now));
    return applied;
  }

  /** Back to the seed: as if the world had just been opened. */
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

  /** Puts a snapshot's records in place of all that the world holds. The journal stays. */
  restore(contents: ReadonlyMap<string, readonly StoredRecord[]>, now: Instant): void {
    this.#replaceRecords(contents);
    this.inFlight.clear();
    for (const [name, held] of contents) {
      // What is planned does not expire: it is carried out.
      const changes = held.map(({ record, ...rest }) => put(name, record, name === SCHEDULE ? {} : rest));
      this.apply(changes, now);
    }
  }

  /**
   * Lets go of what no longer fits, such as the items of a resource that the contract has lost.
   *
   * @returns How many records went, by collection.
   */
  retain(fits: (collection: string, record: WorldRecord) => boolean, now: Instant): ReadonlyMap<string, number> {
    const gone = [...this.contents(now)].flatMap(([collection, held]) =>
      held.filter(({ record }) => !fits(collection, record)).map(({ record }) => remove(collection, record.id)),
    );
    this.apply(gone, now);
    return new Map([...Map.groupBy(gone, ({ collection }) => collection)].map(([name, each]) => [name, each.length]));
  }

  #replaceRecords(contents: ReadonlyMap<string, readonly StoredRecord[]>): void {
    if (contents.size > MAX_COLLECTIONS) throw new RangeError(`More than ${MAX_COLLECTIONS} collections.`);
    this.#collections = new Map();
    this.#agenda = new ScheduleIndex();
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
      if (before) this.#agenda.delete(before as JobRecord);
      if (after) this.#agenda.add(after as JobRecord);
    }
  }
}
