import { hash } from 'node:crypto';

/**
 * Request ids of one world: the n-th is a function of the seed, the world's name and n. Half of an id is the world's, half a
 * counter, so that ids of one world sort by age, and a request costs no hash of its own.
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
