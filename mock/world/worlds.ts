import { Coverage } from '../observe/coverage/coverage.ts';
import type { Instant } from '../state/instant.ts';
import type { World } from './world.ts';

export const DEFAULT_WORLD = 'default';

export const WORLD_NAME = /^[a-z0-9-]{1,64}$/;

/** A world that was used in this time is never dropped: a test may be using it. */
export const IN_USE_MS = 10 * 60_000;

/** The detail of the refusal where {@link Worlds.open} finds no room. */
export const TOO_MANY_WORLDS =
  'Every world is in use. Use fewer worlds at a time, or raise worlds.max in the settings.';

export interface WorldsOptions {
  readonly max: number;
  readonly create: (name: string) => World;
  /** Called with each world that is dropped, so that it can be logged. */
  readonly onDrop?: (name: string) => void;
}

/** All open worlds by name. Their number is bounded: idle worlds are dropped, the least recently used first. */
export class Worlds {
  readonly #options: WorldsOptions;
  /** What was covered in dropped worlds. */
  readonly #coverageOfDropped = new Coverage();
  /** In order of use, the most recently used last. */
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

  /** An open world. Does not count as use. */
  find(name: string): World | undefined {
    return this.#open.get(name)?.world;
  }

  /**
   * Opens a world on first use.
   *
   * @param wall Wall time, since a world's own clock says nothing about idleness.
   * @returns `undefined` if the limit is reached and all worlds are in use.
   */
  open(name: string, wall: Instant): World | undefined {
    const known = this.#open.get(name)?.world;
    if (known === undefined && !this.#hasRoom(wall)) return undefined;
    const world = known ?? this.#options.create(name);
    this.#open.delete(name);
    this.#open.set(name, { world, usedAt: wall });
    return world;
  }

  /** What clients have covered in all worlds together. */
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
      if (wall - usedAt <= IN_USE_MS) return false;
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
