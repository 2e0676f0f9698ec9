import type { CoverageHit } from './coverage-hit.ts';

/** How often each part of one operation was covered. */
export interface Counts {
  readonly requests: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly situations: ReadonlyMap<string, number>;
  readonly fields: ReadonlyMap<string, number>;
}

class Tally implements Counts {
  requests = 0;
  readonly statuses = new Map<number, number>();
  readonly situations = new Map<string, number>();
  readonly fields = new Map<string, number>();
}

const NO_COUNTS: Counts = new Tally();

/**
 * Counts what clients have covered. Not part of a world's state: a reset between two tests must not discard the coverage of the
 * first. Bounded by the contract: unknown operations, situations and fields are not counted.
 */
export class Coverage {
  readonly #operations = new Map<string, Tally>();
  #unrouted = 0;

  /** How many requests matched no operation. */
  get unrouted(): number {
    return this.#unrouted;
  }

  of(operation: string): Counts {
    return this.#operations.get(operation) ?? NO_COUNTS;
  }

  count({ operation, status, situation, fields }: CoverageHit): void {
    const tally = this.#tally(operation);
    tally.requests += 1;
    increase(tally.statuses, status);
    if (situation !== undefined) increase(tally.situations, situation);
    for (const field of fields) increase(tally.fields, field);
  }

  countUnrouted(): void {
    this.#unrouted += 1;
  }

  /** Adds the counts of another one. */
  add(other: Coverage): void {
    this.#unrouted += other.#unrouted;
    for (const [operation, theirs] of other.#operations) {
      const ours = this.#tally(operation);
      ours.requests += theirs.requests;
      for (const [status, count] of theirs.statuses) increase(ours.statuses, status, count);
      for (const [situation, count] of theirs.situations) increase(ours.situations, situation, count);
      for (const [field, count] of theirs.fields) increase(ours.fields, field, count);
    }
  }

  clear(): void {
    this.#operations.clear();
    this.#unrouted = 0;
  }

  #tally(operation: string): Tally {
    const known = this.#operations.get(operation);
    if (known) return known;
    const tally = new Tally();
    this.#operations.set(operation, tally);
    return tally;
  }
}

const increase = <Key>(counts: Map<Key, number>, key: Key, by = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};
