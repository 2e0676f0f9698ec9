/** Entry point of the image: the command line, plus the files that are mounted. The process may be process 1. */
import { constants } from 'node:os';
import { withMounted } from './mounted.ts';

// The kernel has no default action for signals to process 1. A signal ends the process here until the server listens for signals, and
// again once the server has begun to stop. In between, the server handles it.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
  });
}

Object.assign(process.env, withMounted(process.env));

// Imported dynamically, so that the signal handlers are installed first.
await import('./revdesk-sandbox.ts');
