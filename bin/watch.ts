import { statSync } from 'node:fs';

/** Interval between two checks of the files. */
const INTERVAL_MS = 500;

/**
 * Detects changes of files. It polls instead of using `fs.watch`, so it also works with editors that save by renaming, with symbolic links
 * that get another target, and with folders that are mounted into a container.
 */
export class FileWatch {
  /** The state of each file when the files were last read. */
  #lastRead: States;
  /** The state at the last check. A file that changed since then may still be being written. */
  #lastCheck: States;

  constructor(files: readonly string[]) {
    this.#lastRead = statesOf(files);
    this.#lastCheck = this.#lastRead;
  }

  /** Watches other files from now on. No change of a file that was already watched is lost. */
  follow(files: readonly string[]): void {
    this.#lastRead = new Map([...statesOf(files)].map(([file, state]) => [file, this.#lastRead.get(file) ?? state]));
    this.#lastCheck = this.#lastRead;
  }

  /** To be called right before the files are read: takes their current state as read. */
  catchUp(): void {
    this.#lastRead = statesOf([...this.#lastRead.keys()]);
    this.#lastCheck = this.#lastRead;
  }

  /** @returns Whether the files have changed since they were last read, and were the same in two checks in a row. */
  check(): boolean {
    const states = statesOf([...this.#lastRead.keys()]);
    const isStable = areEqual(states, this.#lastCheck);
    this.#lastCheck = states;
    if (!isStable || areEqual(states, this.#lastRead)) return false;
    this.#lastRead = states;
    return true;
  }

  /** Checks at an interval. The timer does not keep the process alive. */
  start(onChange: () => void): void {
    setInterval(() => {
      if (this.check()) onChange();
    }, INTERVAL_MS).unref();
  }
}

type States = ReadonlyMap<string, string>;

const statesOf = (files: readonly string[]): States => new Map(files.map((file) => [file, stateOfFile(file)]));

const areEqual = (one: States, other: States): boolean => [...one].every(([file, state]) => other.get(file) === state);

/** A file that is missing or cannot be read also has a state, since it may come back. */
const stateOfFile = (file: string): string => {
  try {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'none';
  }
};
