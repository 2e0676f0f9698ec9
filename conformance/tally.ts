/** The results of one server with one document. */
export interface Tally {
  readonly document: string;
  readonly server: string;
  /** Why the server did not serve the document; absent if it did. */
  readonly refusal?: string;
  readonly startMs?: number;
  readonly valid: Count;
  readonly invalid: Count;
  /** Of all responses received. */
  readonly fitting: Count;
  /** Valid requests that got a declared status for an unknown id. */
  readonly madeUp: number;
  readonly misses: Misses;
}

export interface Count {
  readonly good: number;
  readonly of: number;
}

export const sumOf = (counts: readonly Count[]): Count => ({
  good: counts.reduce((sum, { good }) => sum + good, 0),
  of: counts.reduce((sum, { of }) => sum + of, 0),
});

/** Failures by reason, with a few examples of each. */
export class Misses {
  readonly #groups = new Map<string, { count: number; readonly examples: string[] }>();

  add(reason: string, example: string): void {
    const group = this.#groups.get(reason) ?? { count: 0, examples: [] };
    this.#groups.set(reason, group);
    group.count += 1;
    if (group.examples.length < MAX_EXAMPLES) group.examples.push(example);
  }

  get groups(): readonly { readonly reason: string; readonly count: number; readonly examples: readonly string[] }[] {
    return [...this.#groups].map(([reason, group]) => ({ reason, ...group })).toSorted((a, b) => b.count - a.count);
  }

  toJSON(): unknown {
    return this.groups;
  }
}

const MAX_EXAMPLES = 3;
