import { hash } from 'node:crypto';

/**
 * Request ids of one world. The n-th id depends on the seed, the world's name and n. Half of an id is a hash of the world, and half is a
 * counter, so that the ids of a world sort by age and a request needs no hash of its own.
 */
export class RequestIds {
  readonly #basis: string;
  #made = 0;

  constructor(seed: string, world: string) {
    this.#basis = hash('sha256', `${world}\n${seed}`, 'hex').slice(0, 12);
  }

  /** 24 hexadecimal digits. */
  next(): string {
    return this.#basis + (this.#made++).toString(16).padStart(12, '0');
  }

  restart(): void {
    this.#made = 0;
  }
}
