/** What the image runs: the command line, which also finds what is mounted, in a process that may be number 1. */
import { constants } from 'node:os';
import { withMounted } from './mounted.ts';

// The kernel gives process 1 no default action for a signal. Before the server listens for one, and once it has begun to stop, a
// signal ends the process here; in between it is the server's.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
  });
}

Object.assign(process.env, withMounted(process.env));

// Imported only now, since the signals are looked after first.
await import('./revdesk-sandbox.ts');
