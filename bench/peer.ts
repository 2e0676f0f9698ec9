import type { ChildProcess, StdioOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { packageRoot } from '../package-root.ts';
import { freePort } from './free-port.ts';
import { runLoad } from './measure/load.ts';
import { ISSUE_TOKEN } from './request.ts';

/** A server that handles the request of the benches. */
export interface Peer {
  readonly name: string;
  /** The arguments with which Node serves on the port. */
  readonly command: (port: number) => readonly string[];
  /** Whether the process replies to messages from its parent. @default false */
  readonly hasChannel?: boolean;
}

/** A peer in a separate process. */
export interface RunningPeer extends AsyncDisposable {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  readonly process: ChildProcess;
  /** Time from the start of the process to the first success. */
  readonly startMs: number;
}

/** Starts a peer and waits until it has replied to the request once. */
export const startPeer = async ({ name, command, hasChannel = false }: Peer): Promise<RunningPeer> => {
  const port = await freePort();
  const startedAt = performance.now();
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit', hasChannel ? 'ipc' : 'ignore'];
  const child = spawn(process.execPath, command(port), { cwd: packageRoot, stdio });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  await firstReply(name, port, child);
  const startMs = performance.now() - startedAt;
  return { name, port, pid: child.pid ?? 0, process: child, startMs, [Symbol.asyncDispose]: () => stop(child) };
};

const TIMEOUT_MS = 30_000;

const firstReply = async (name: string, port: number, child: ChildProcess): Promise<void> => {
  const deadline = performance.now() + TIMEOUT_MS;
  for (;;) {
    try {
      await runLoad({ port, connections: 1, request: () => ISSUE_TOKEN, isEnough: (sent) => sent === 1 });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
      if (child.exitCode !== null) throw new Error(`${name} exited before it served a request.`, { cause: error });
      if (performance.now() > deadline)
        throw new Error(`${name} did not serve a request within ${TIMEOUT_MS / 1000} s.`, { cause: error });
      await pause(2);
    }
  }
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
};
