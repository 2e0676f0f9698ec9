import { Coverage } from '../observe/coverage.ts';
import type { Instant } from '../state/instant.ts';
import type { World } from './world.ts';

export const DEFAULT_WORLD = 'default';

export const WORLD_NAME = /^[a-z0-9-]{1,64}$/;

/** A world that was used this recently is never dropped: a test may be at work in it. */
export const BUSY_FOR_MS = 10 * 60_000;

export interface WorldsOptions {
  readonly max: number;
  readonly create: (name: string) => World;
  /** Told of each world that had to go: never silent. */
  readonly onDrop?: (name: string) => void;
}

/** Every open world by name, bounded in number: idle ones are dropped, least recently used first. */
export class Worlds {
  readonly #options: WorldsOptions;
  /** Of worlds that had to go: what they showed is not forgotten with them. */
  readonly #coverageOfDropped = new Coverage();
  /** In order of last use, the latest last. */
  readonly #open = new Map<string, { readonly world: World; readonly usedAt: Instant }>();

  constructor(options: WorldsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#open.size;
  }

  get names(): readonly string[] {
    return [...this.#open.keys()];
  }

  all(): readonly World[] {
    return [...this.#open.values()].map(({ world }) => world);
  }

  /** A world that is open already, without touching it. */
  find(name: string): World | undefined {
    return this.#open.get(name)?.world;
  }

  /**
   * Opens a world on first use.
   *
   * @param wall Wall time: idleness is about who uses the server, not about any world's clock.
   * @returns `undefined` if there are too many worlds and all are in use.
   */
  open(name: string, wall: Instant): World | undefined {
    const known = this.#open.get(name)?.world;
    if (known === undefined && !this.#hasRoom(wall)) return undefined;
    const world = known ?? this.#options.create(name);
    this.#open.delete(name);
    this.#open.set(name, { world, usedAt: wall });
    return world;
  }

  /** What clients have exercised in all worlds together. */
  coverage(): Coverage {
    const all = new Coverage();
    all.add(this.#coverageOfDropped);
    for (const { world } of this.#open.values()) all.add(world.coverage);
    return all;
  }

  forgetCoverage(): void {
    this.#coverageOfDropped.clear();
    for (const { world } of this.#open.values()) world.coverage.clear();
  }

  #hasRoom(wall: Instant): boolean {
    if (this.#open.size < this.#options.max) return true;
    for (const [name, { world, usedAt }] of this.#open) {
      if (wall - usedAt <= BUSY_FOR_MS) return false;
      if (name === DEFAULT_WORLD) continue;
      this.#open.delete(name);
      this.#coverageOfDropped.add(world.coverage);
      world.journal.clear();
      this.#options.onDrop?.(name);
      return true;
    }
    return false;
  }
}
