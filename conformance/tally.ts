/** What was seen of one server with one document. */
export interface Tally {
  readonly document: string;
  readonly server: string;
  /** Why it did not serve; absent if it did. */
  readonly refusal?: string;
  readonly startMs?: number;
  readonly valid: Count;
  readonly invalid: Count;
  /** Of all answers that came. */
  readonly fitting: Count;
  /** Valid requests that were answered as for something that does not exist, as declared. */
  readonly madeUp: number;
  readonly misses: Misses;
}

export interface Count {
  readonly good: number;
  readonly of: number;
}

export const share = (counts: readonly Count[]): Count => ({
  good: counts.reduce((sum, { good }) => sum + good, 0),
  of: counts.reduce((sum, { of }) => sum + of, 0),
});

/** Grouped by reason, with a few examples of each. */
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
