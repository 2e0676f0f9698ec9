import { vi } from 'vitest';

/** Waits until a condition holds, even on a busy machine, and returns its value. */
export const eventually = <Outcome>(
  condition: () => Outcome | Promise<Outcome>,
): Promise<Exclude<Awaited<Outcome>, false | undefined>> =>
  vi.waitUntil(condition, { interval: 5, timeout: 10_000 }) as Promise<Exclude<Awaited<Outcome>, false | undefined>>;
