import type { Journal } from './journal.ts';

/**
 * The size limit for the journals of all worlds together. Fifty worlds, each within its own bounds, would fill a small container.
 * At the limit, the journal that was written to least recently loses its oldest entries first, since its test is most likely over.
 */
export class SharedJournalLimit {
  readonly #bytes: number;
  /** In order of last use, the most recently used last. */
  readonly #journals = new Set<Journal>();
  #used = 0;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** How many bytes all journals hold. */
  get used(): number {
    return this.#used;
  }

  reserve(journal: Journal, bytes: number): void {
    this.#used += bytes;
    this.#journals.delete(journal);
    this.#journals.add(journal);
    while (this.#used > this.#bytes) this.#free();
  }

  release(bytes: number): void {
    this.#used -= bytes;
  }

  #free(): void {
    const [journal] = this.#journals;
    if (journal === undefined) throw new Error('Bytes are reserved, but no journal has an entry.');
    if (!journal.dropOldest()) this.#journals.delete(journal);
  }
}
