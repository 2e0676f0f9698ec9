import type { Instant } from '../exchange.ts';
import type { AppliedChange, Change, WorldRecord } from './records.ts';

/** A record with what the collection needs to know about it. */
export interface Held {
  readonly record: WorldRecord;
  readonly expiresAt?: Instant;
  readonly finished?: boolean;
}

type Put = Extract<Change, { kind: 'put' }>;

/** Records of one kind, bounded in number: finished ones make room first, then the oldest. */
export class Collection {
  readonly #held = new Map<string, Held>();
  readonly #finished = new Set<string>();
  readonly #name: string;
  readonly #most: number;

  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  get(id: string, now: Instant): WorldRecord | undefined {
    const held = this.#held.get(id);
    return held !== undefined && isAlive(held, now) ? held.record : undefined;
  }

  list(now: Instant): WorldRecord[] {
    return [...this.#held.values()].filter((held) => isAlive(held, now)).map((held) => held.record);
  }

  put({ record, expiresAt, finished }: Put, now: Instant): AppliedChange[] {
    const before = this.get(record.id, now);
    const evicted = this.#held.has(record.id) ? [] : this.#makeRoom(now);
    this.#hold({ record, ...(expiresAt !== undefined && { expiresAt }), ...(finished && { finished }) });
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
    return [...this.#held.values()].filter((held) => isAlive(held, now));
  }

  #hold(held: Held): void {
    this.#held.set(held.record.id, held);
    if (held.finished) this.#finished.add(held.record.id);
    else this.#finished.delete(held.record.id);
  }

  #drop(id: string): void {
    this.#held.delete(id);
    this.#finished.delete(id);
  }

  /**
   * Lets go of what has expired at the old end (two for one that comes, so a collection shrinks again after a burst without a
   * timer), and of one living record if it is still full.
   */
  #makeRoom(now: Instant): AppliedChange[] {
    for (let swept = 0; swept < 2; swept += 1) {
      const oldest = first(this.#held);
      if (oldest === undefined || isAlive(oldest[1], now)) break;
      this.#drop(oldest[0]);
    }
    if (this.#held.size < this.#most) return [];
    const id = first(this.#finished) ?? first(this.#held)?.[0];
    if (id === undefined) return [];
    const before = this.get(id, now);
    this.#drop(id);
    return before ? [{ kind: 'evict', collection: this.#name, id, before }] : [];
  }
}

const isAlive = (held: Held, now: Instant): boolean => held.expiresAt === undefined || held.expiresAt > now;

const first = <Item>(items: Iterable<Item>): Item | undefined => {
  for (const item of items) return item;
  return undefined;
};
