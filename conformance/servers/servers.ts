import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../bench/free-port.ts';
import { packageRoot } from '../../package-root.ts';
import { ask } from '../ask.ts';

/** A mock server, and how to start it with a document. */
export interface Server {
  readonly name: string;
  /** The arguments for Node. */
  readonly command: (file: string, port: number) => readonly string[];
}

export const ours: Server = {
  name: 'ours',
  command: (file, port) => {
    const settings = ['--settings', 'bench/settings.json', '--log-level', 'silent'];
    // Without an argument, the sandbox serves the bundled contract, with its pack.
    const contract = file.endsWith('/openapi.json') && !file.includes('node_modules') ? [] : [file];
    return ['dist/cli.js', ...contract, '--port', String(port), '--base-path', '/', ...settings];
  },
};

export const SERVERS: readonly Server[] = [
  ours,
  {
    name: 'prism',
    command: (file, port) => ['node_modules/.bin/prism', 'mock', '-v', 'silent', '--port', String(port), file],
  },
  { name: 'scalar', command: (file, port) => ['conformance/servers/scalar.ts', file, String(port)] },
];

export interface Running extends AsyncDisposable {
  readonly port: number;
  readonly startMs: number;
  readonly hasEnded: () => boolean;
}

/** Starts a server, and waits until it responds. Returns the reason as a text if it exits or does not respond in time. */
export const start = async (server: Server, file: string, target: string): Promise<Running | string> => {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, server.command(file, port), {
    cwd: packageRoot,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const stderr = text(child.stderr);
  while (performance.now() - startedAt < TIMEOUT_MS) {
    if (hasEnded(child)) return `did not start: ${firstLines(await stderr)}`;
    const response = await ask(port, { method: 'GET', target, headers: {} }, TIMEOUT_MS);
    if (typeof response !== 'string')
      return {
        port,
        startMs: performance.now() - startedAt,
        hasEnded: () => hasEnded(child),
        [Symbol.asyncDispose]: () => stop(child),
      };
    await pause(5);
  }
  await stop(child);
  return `did not respond within ${TIMEOUT_MS / 1000} s`;
};

const TIMEOUT_MS = 60_000;

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const firstLines = (output: string): string => output.trim().split('\n').slice(0, 4).join(' ').slice(0, 300);

const stop = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};
