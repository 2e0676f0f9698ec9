import { Queue } from '../state/queue.ts';
import type { EntryParts, JournalEntry } from './journal-entry.ts';
import { StoredEntry } from './journal-entry.ts';
import type { SharedJournalLimit } from './shared-journal-limit.ts';

export interface JournalBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** The requests of a world, listed newest first. Bounded by number and by size: the oldest entries are dropped. */
export class Journal {
  readonly #bounds: JournalBounds;
  readonly #sharedLimit: SharedJournalLimit;
  #entries = new Queue<StoredEntry>();
  #bytes = 0;
  #dropped = 0;

  /** @param sharedLimit The limit for the journals of all worlds together. */
  constructor(bounds: JournalBounds, sharedLimit: SharedJournalLimit) {
    this.#bounds = bounds;
    this.#sharedLimit = sharedLimit;
  }

  /** How many entries were dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  add(parts: EntryParts): void {
    const entry = new StoredEntry(parts);
    this.#entries.add(entry);
    this.#bytes += entry.bytes;
    this.#sharedLimit.reserve(this, entry.bytes);
    while (this.#entries.size > this.#bounds.entries || this.#bytes > this.#bounds.bytes) this.dropOldest();
  }

  /** Looks through all entries: only people and tests read the journal. */
  find(id: string): JournalEntry | undefined {
    return this.#entries
      .toArray()
      .findLast((entry) => entry.id === id)
      ?.read();
  }

  newestFirst(): readonly JournalEntry[] {
    return this.#entries
      .toArray()
      .toReversed()
      .map((entry) => entry.read());
  }

  clear(): void {
    this.#sharedLimit.release(this.#bytes);
    this.#entries = new Queue();
    this.#bytes = 0;
    this.#dropped = 0;
  }

  /** @returns Whether there was an entry. */
  dropOldest(): boolean {
    const oldest = this.#entries.removeFirst();
    if (oldest === undefined) return false;
    this.#bytes -= oldest.bytes;
    this.#sharedLimit.release(oldest.bytes);
    this.#dropped += 1;
    return true;
  }
}
