import { enqueue } from '../outbox/enqueue.ts';
import type { Decision } from '../state/decision.ts';
import type { Instant } from '../state/instant.ts';
import type { Change, CommittedRecords, RecordView, WorldRecord } from '../state/records.ts';
import { putJob } from '../state/schedule.ts';

/**
 * One request's view of a world: the committed records with the request's own pending changes on top. Discarding it undoes the request.
 */
export class Draft implements RecordView {
  readonly #committed: CommittedRecords;
  readonly #now: Instant;
  #changes: Change[] = [];

  constructor(committed: CommittedRecords, now: Instant) {
    this.#committed = committed;
    this.#now = now;
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  get<Shape extends WorldRecord>(collection: string, id: string): Shape | undefined {
    const pending = this.#changes.findLast((change) => change.collection === collection && idOf(change) === id);
    if (pending === undefined) return this.#committed.get(collection, id, this.#now) as Shape | undefined;
    return pending.kind === 'put' ? (pending.record as Shape) : undefined;
  }

  list<Shape extends WorldRecord>(collection: string): readonly Shape[] {
    const committed = this.#committed.list(collection, this.#now);
    const pending = this.#changes.filter((change) => change.collection === collection);
    if (pending.length === 0) return committed as readonly Shape[];
    const records = new Map(committed.map((record) => [record.id, record]));
    for (const change of pending) {
      if (change.kind === 'put') records.set(change.record.id, change.record);
      else records.delete(change.id);
    }
    return [...records.values()] as readonly WorldRecord[] as readonly Shape[];
  }

  add({ changes = [], schedule = [], later = [], emits = [] }: Decision): void {
    for (const change of changes) this.#changes.push(change);
    this.#changes.push(...enqueue(emits, this, this.#now).changes);
    for (const job of schedule) this.#changes.push(putJob(job));
    for (const job of later) this.#changes.push(putJob(job));
  }

  discard(): void {
    this.#changes = [];
  }
}

const idOf = (change: Change): string => (change.kind === 'put' ? change.record.id : change.id);
