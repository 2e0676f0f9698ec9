import { vi } from 'vitest';

/** Waits for something that happens by itself, on a busy machine, too; gives back what it comes to. */
export const eventually = <Outcome>(
  condition: () => Outcome | Promise<Outcome>,
): Promise<Exclude<Awaited<Outcome>, false | undefined>> =>
  vi.waitUntil(condition, { interval: 5, timeout: 10_000 }) as Promise<Exclude<Awaited<Outcome>, false | undefined>>;
