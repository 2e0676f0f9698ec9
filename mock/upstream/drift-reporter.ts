import { pointerTokens } from '../contract/document/pointer.ts';
import type { Drift } from '../observe/drift.ts';

/** A server can be made to drift in ever new places, by names in maps; nobody reads more lines than this. */
const MAX_REPORTED = 1_000;

/** The kinds of drift that were seen, so that each is told once: by operation, place and rule, the items of an array alike. */
export class DriftReporter {
  readonly #seen = new Set<string>();
  readonly #tell: (text: string) => void;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  report(operation: string, drifts: readonly Drift[]): void {
    for (const drift of drifts) {
      const place = placeOf(drift);
      const kind = [operation, drift.in, place, drift.rule].join(' ');
      if (this.#seen.has(kind) || this.#seen.size >= MAX_REPORTED) continue;
      this.#seen.add(kind);
      this.#tell(`Drift in ${operation}, ${place}: the contract says ${drift.contract}; the server ${drift.server}.`);
    }
  }
}

const placeOf = (drift: Drift): string => {
  const tokens = pointerTokens(drift.pointer).map((token) => (/^\d+$/.test(token) ? '*' : token));
  return [drift.in, ...tokens].join('/');
};
