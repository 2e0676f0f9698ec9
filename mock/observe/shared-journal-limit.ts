import type { Journal } from './journal.ts';

/**
 * What the journals of all worlds may hold together. Fifty worlds, each within its own bounds, would fill a small container.
 * Where room is short, the journal that was written to longest ago loses its oldest entries first: its test has most likely
 * been over for long.
 */
export class SharedJournalLimit {
  readonly #bytes: number;
  /** In order of last use, the latest last. */
  readonly #journals = new Set<Journal>();
  #taken = 0;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** What all journals hold. */
  get used(): number {
    return this.#taken;
  }

  reserve(journal: Journal, bytes: number): void {
    this.#taken += bytes;
    this.#journals.delete(journal);
    this.#journals.add(journal);
    while (this.#taken > this.#bytes) this.#free();
  }

  release(bytes: number): void {
    this.#taken -= bytes;
  }

  #free(): void {
    const [journal] = this.#journals;
    if (journal === undefined) throw new Error('Room is taken, and no journal holds anything.');
    if (!journal.dropOldest()) this.#journals.delete(journal);
  }
}
