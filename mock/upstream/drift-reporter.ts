import { pointerTokens } from '../contract/document/pointer.ts';
import type { Drift } from '../observe/drift.ts';

/** A server can drift in any number of places, such as map keys. More lines than this help no reader. */
const MAX_REPORTED = 1_000;

/** Reports each kind of drift once. The kind is operation, place and rule; all items of an array count as one place. */
export class DriftReporter {
  readonly #seen = new Set<string>();
  readonly #notify: (text: string) => void;

  constructor(notify: (text: string) => void) {
    this.#notify = notify;
  }

  report(operation: string, drifts: readonly Drift[]): void {
    for (const drift of drifts) {
      const place = placeOf(drift);
      const kind = [operation, drift.in, place, drift.rule].join(' ');
      if (this.#seen.has(kind) || this.#seen.size >= MAX_REPORTED) continue;
      this.#seen.add(kind);
      this.#notify(`Drift in ${operation}, ${place}: the contract says ${drift.contract}; the server ${drift.server}.`);
    }
  }
}

const placeOf = (drift: Drift): string => {
  const tokens = pointerTokens(drift.pointer).map((token) => (/^\d+$/.test(token) ? '*' : token));
  return [drift.in, ...tokens].join('/');
};
