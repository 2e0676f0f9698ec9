import { hash } from 'node:crypto';

/**
 * Random values and ids for one operation of one world. The n-th value depends on seed, world, operation and n alone: traffic on other
 * operations or in other worlds does not shift it, and no id repeats across worlds.
 */
export interface Random {
  /** `prefix` and 43 base64url characters (256 bits). */
  token(prefix: string): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** `prefix` and 24 hexadecimal characters. */
  id(prefix: string): string;
  /** A whole number from 0 to 2³¹−1. */
  integer(): number;
  /** How many values this operation has taken in this world, including those of this request. */
  readonly made: number;
  /** How many values it had taken before. */
  readonly madeBefore: number;
}

export interface RandomSource {
  readonly seed: string;
  readonly world: string;
  readonly operation: string;
}

export const createRandom = (source: RandomSource, madeBefore: number): Random => new HashRandom(source, madeBefore);

/** A class, since each request creates one and few take values from it. */
class HashRandom implements Random {
  readonly madeBefore: number;
  readonly #source: RandomSource;
  #made: number;

  constructor(source: RandomSource, madeBefore: number) {
    this.#source = source;
    this.#made = madeBefore;
    this.madeBefore = madeBefore;
  }

  get made(): number {
    return this.#made;
  }

  token(prefix: string): string {
    return prefix + this.#next('base64url');
  }

  uuid(): string {
    return uuidFrom(this.#next('hex'));
  }

  id(prefix: string): string {
    return prefix + this.#next('hex').slice(0, 24);
  }

  integer(): number {
    return Number.parseInt(this.#next('hex').slice(0, 8), 16) >>> 1;
  }

  #next(encoding: 'base64url' | 'hex'): string {
    const { world, operation, seed } = this.#source;
    return hash('sha256', `${world}\n${operation}\n${seed}\n${this.#made++}`, encoding);
  }
}

/** Sets version and variant (RFC 9562, section 5.4). */
const uuidFrom = (hex: string): string => {
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
