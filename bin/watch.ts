import { statSync } from 'node:fs';

/** How often files are looked at. */
const INTERVAL_MS = 500;

/**
 * Tells when files have changed. They are looked at, and not listened for: so it works with editors that rename, symbolic links that are
 * turned, and folders that are mounted into a container.
 */
export class FileWatch {
  /** Each file as it was when it was last read. */
  #seen: States;
  /** As it was at the last look: a file that is still being written is left alone. */
  #last: States;

  constructor(files: readonly string[]) {
    this.#seen = statesOf(files);
    this.#last = this.#seen;
  }

  /** Looks at other files from now on. Of those that it looked at before, no change gets lost. */
  follow(files: readonly string[]): void {
    this.#seen = new Map([...statesOf(files)].map(([file, state]) => [file, this.#seen.get(file) ?? state]));
    this.#last = this.#seen;
  }

  /** Tells it that the files are about to be read as they are now. */
  catchUp(): void {
    this.#seen = statesOf([...this.#seen.keys()]);
    this.#last = this.#seen;
  }

  /** @returns Whether the files have changed since they were last read, and have been the same for two looks. */
  look(): boolean {
    const states = statesOf([...this.#seen.keys()]);
    const isSettled = areSame(states, this.#last);
    this.#last = states;
    if (!isSettled || areSame(states, this.#seen)) return false;
    this.#seen = states;
    return true;
  }

  /** Looks from time to time, as long as the process lives for other reasons. */
  start(onChange: () => void): void {
    setInterval(() => {
      if (this.look()) onChange();
    }, INTERVAL_MS).unref();
  }
}

type States = ReadonlyMap<string, string>;

const statesOf = (files: readonly string[]): States => new Map(files.map((file) => [file, stateOfFile(file)]));

const areSame = (one: States, other: States): boolean => [...one].every(([file, state]) => other.get(file) === state);

/** A file that is not there, or cannot be looked at, has a state, too: it may come back. */
const stateOfFile = (file: string): string => {
  try {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'none';
  }
};
