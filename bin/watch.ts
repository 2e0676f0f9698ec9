import { statSync } from 'node:fs';

/** How often files are looked at. */
const INTERVAL_MS = 500;

/**
 * Tells when files have changed. They are looked at, and not listened for: so it works with editors that rename, symbolic links that are
 * turned, and folders that are mounted into a container.
 */
export class FileWatch {
  #files: readonly string[];
  #seen: string;
  /** As it was at the last look: a file that is still being written is left alone. */
  #last: string;

  constructor(files: readonly string[]) {
    this.#files = files;
    this.#seen = stateOf(files);
    this.#last = this.#seen;
  }

  /** Looks at other files from now on. */
  follow(files: readonly string[]): void {
    this.#files = files;
    this.#seen = stateOf(files);
    this.#last = this.#seen;
  }

  /** @returns Whether the files have changed since it was last so, and have been the same for two looks. */
  look(): boolean {
    const state = stateOf(this.#files);
    const isSettled = state === this.#last;
    this.#last = state;
    if (!isSettled || state === this.#seen) return false;
    this.#seen = state;
    return true;
  }

  /** Looks from time to time, as long as the process lives for other reasons. */
  start(onChange: () => void): void {
    setInterval(() => {
      if (this.look()) onChange();
    }, INTERVAL_MS).unref();
  }
}

const stateOf = (files: readonly string[]): string => files.map(stateOfFile).join('\n');

/** A file that is not there has a state, too: it may come back. */
const stateOfFile = (file: string): string => {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? 'none' : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
};
