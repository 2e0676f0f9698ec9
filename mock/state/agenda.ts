import type { Instant } from '../exchange.ts';
import type { Change, WorldRecord } from './records.ts';
import { put } from './records.ts';

/** Something that will happen by itself. Of one kind and subject only the latest stands. */
export interface Due {
  readonly at: Instant;
  /** Which function of the pack's `onDue` carries it out. */
  readonly kind: string;
  readonly subject: string;
}

export type DueRecord = WorldRecord & Due;

export const AGENDA = 'agenda';

export const dueId = (kind: string, subject: string): string => `${kind} ${subject}`;

export const putDue = (due: Due): Change => put(AGENDA, { id: dueId(due.kind, due.subject), ...due });

/**
 * The agenda's records, soonest first; the earlier planned first where two are due at once.
 *
 * An index over records that lie in the collection `agenda`. A sorted array: a world has few entries at a time, at most as
 * many as a collection may hold.
 */
export class AgendaIndex {
  readonly #entries: DueRecord[] = [];

  get soonest(): DueRecord | undefined {
    return this.#entries[0];
  }

  add(due: DueRecord): void {
    this.#entries.splice(this.#firstAfter(due.at), 0, due);
  }

  delete(due: DueRecord): void {
    const at = this.#entries.indexOf(due);
    if (at >= 0) this.#entries.splice(at, 1);
  }

  #firstAfter(at: Instant): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry !== undefined && entry.at <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
