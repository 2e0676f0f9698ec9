import type { CoverageHit } from './coverage-hit.ts';

/** How often each thing about one operation was exercised. */
export interface Counts {
  readonly requests: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly encounters: ReadonlyMap<string, number>;
  readonly fields: ReadonlyMap<string, number>;
}

class Tally implements Counts {
  requests = 0;
  readonly statuses = new Map<number, number>();
  readonly encounters = new Map<string, number>();
  readonly fields = new Map<string, number>();
}

const NOTHING: Counts = new Tally();

/**
 * What clients have exercised, as counts. Not a part of a world's state: a reset between two tests must not forget what the first
 * one showed. Bounded by the contract, since nothing is counted that it does not know.
 */
export class Coverage {
  readonly #operations = new Map<string, Tally>();
  #outside = 0;

  /** How many requests were for no operation. */
  get outside(): number {
    return this.#outside;
  }

  of(operation: string): Counts {
    return this.#operations.get(operation) ?? NOTHING;
  }

  count({ operation, status, encounter, fields }: CoverageHit): void {
    const tally = this.#tally(operation);
    tally.requests += 1;
    increase(tally.statuses, status);
    if (encounter !== undefined) increase(tally.encounters, encounter);
    for (const field of fields) increase(tally.fields, field);
  }

  countUnrouted(): void {
    this.#outside += 1;
  }

  /** Adds what another one has counted. */
  add(other: Coverage): void {
    this.#outside += other.#outside;
    for (const [operation, theirs] of other.#operations) {
      const ours = this.#tally(operation);
      ours.requests += theirs.requests;
      for (const [status, count] of theirs.statuses) increase(ours.statuses, status, count);
      for (const [encounter, count] of theirs.encounters) increase(ours.encounters, encounter, count);
      for (const [field, count] of theirs.fields) increase(ours.fields, field, count);
    }
  }

  clear(): void {
    this.#operations.clear();
    this.#outside = 0;
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
