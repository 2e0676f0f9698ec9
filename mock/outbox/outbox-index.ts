import type { AppliedChange } from '../state/records.ts';
import type { Delivery } from './delivery.ts';

/** The deliveries of a world that still have to be sent. An index over the records of the collection `outbox`. */
export class OutboxIndex {
  /** In the order in which they became ready. */
  readonly #ready = new Set<string>();
  readonly #waiting = new Set<string>();

  /** Ids of the deliveries that may be sent now. */
  get ready(): readonly string[] {
    return [...this.#ready];
  }

  /** Whether there is anything left to be sent, now or later. */
  get isPending(): boolean {
    return this.#ready.size + this.#waiting.size > 0;
  }

  update({ id, after }: AppliedChange): void {
    this.#ready.delete(id);
    this.#waiting.delete(id);
    const state = (after as Delivery | undefined)?.state;
    if (state === 'ready') this.#ready.add(id);
    if (state === 'waiting') this.#waiting.add(id);
  }
}
